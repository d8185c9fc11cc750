/** How what one may cite beside it is called, by our links. */
export const referenceTitles = {
  documentation: 'Documentation',
  dataset: 'Training data',
  weights: 'Weights',
  citation: 'Publication',
  baseModel: 'Base model',
};
