import type { AssetFacet } from '@astrolabe/plugin-assets-common';

/**
 * The words of ai4-metadata for what a module does and is made with, which
 * other languages say otherwise. Libraries have proper names.
 */
export const terms = {
  'Computer Vision': 'Computer Vision',
  'Natural Language Processing': 'Natural Language Processing',
  'Time Series': 'Time Series',
  'Recommender Systems': 'Recommender Systems',
  'Anomaly Detection': 'Anomaly Detection',
  Regression: 'Regression',
  Classification: 'Classification',
  Clustering: 'Clustering',
  'Dimensionality Reduction': 'Dimensionality Reduction',
  'Generative Models': 'Generative Models',
  'Graph Neural Networks': 'Graph Neural Networks',
  Optimization: 'Optimization',
  'Reinforcement Learning': 'Reinforcement Learning',
  'Transfer Learning': 'Transfer Learning',
  'Uncertainty Estimation': 'Uncertainty Estimation',
  Other: 'Other',
  'Pre-trained': 'Pre-trained',
  Trainable: 'Trainable',
  Inference: 'Inference',
  Tools: 'Tools',
  Image: 'Image',
  Text: 'Text',
  Tabular: 'Tabular',
  Graph: 'Graph',
  Audio: 'Audio',
  Video: 'Video',
} as const;

const worded: AssetFacet[] = ['tasks', 'categories', 'dataTypes', 'libraries'];

/** Whether a value of a facet is one of these words. */
export function isTerm(
  facet: AssetFacet,
  value: string,
): value is keyof typeof terms {
  return worded.includes(facet) && Object.hasOwn(terms, value);
}
