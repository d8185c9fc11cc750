/**
 * What people who ask for this want of the modules that are published, judged by
 * reading their files; 3 most of all. What is not named, nobody wants.
 */
export const realJudgements: [string, Record<string, number>][] = [
  ['bird sounds', { 'birds-audio-classification': 3 }],
  [
    'audio',
    { 'birds-audio-classification': 3, 'audio-vessel-classification': 3 },
  ],
  ['vessel distance', { 'audio-vessel-classification': 3 }],
  [
    'fish detection',
    {
      'obsea-fish-detection': 3,
      'smartbay-species-detection': 1,
      'smartbay-marine-types': 1,
      'deep-species-detection': 1,
    },
  ],
  [
    'marine species',
    {
      'smartbay-species-detection': 3,
      'smartbay-marine-types': 2,
      'deep-species-detection': 2,
      'obsea-fish-detection': 1,
    },
  ],
  ['deep sea', { 'deep-species-detection': 3 }],
  ['federated learning', { 'ai4os-federated-server': 3, 'ai4os-nvflare': 3 }],
  ['nvflare', { 'ai4os-nvflare': 3 }],
  ['image annotation', { 'ai4os-cvat': 3 }],
  ['cvat', { 'ai4os-cvat': 3 }],
  [
    'zooplankton',
    { 'zooprocess-multiple-classifier': 3, 'zooprocess-multiple-separator': 3 },
  ],
  ['diatoms', { 'diamorph-classification': 3 }],
  ['conus', { 'conus-classification': 3 }],
  ['shoreline', { 'socib-shoreline-extraction': 3 }],
  [
    'beach',
    { 'socib-beach-wracks-identification': 3, 'socib-shoreline-extraction': 2 },
  ],
  ['water quality', { 'eyeonwater-yolo': 3 }],
  ['thunderstorm', { 'thunderstorm-nowcast-microstep': 3 }],
  ['weather radar', { 'thunderstorm-nowcast-microstep': 3 }],
  ['retinopathy', { 'retinopathy-test': 3 }],
  ['retinopaty', { 'retinopathy-test': 3 }],
  ['dog breed', { dogs_breed_det: 3 }],
  ['style transfer', { 'fast-neural-transfer': 3 }],
  ['satellite images', { satsr: 3, 'sentinel-data-fusion': 2 }],
  ['sentinel fusion', { 'sentinel-data-fusion': 3, satsr: 1 }],
  ['thermal', { 'thermal-urban-feature-segmenter': 3 }],
  [
    'semantic segmentation',
    {
      'uc-adnaneds-deep-oc-unet': 3,
      'thermal-urban-feature-segmenter': 3,
      'socib-shoreline-extraction': 2,
    },
  ],
  [
    'plant species',
    { 'plants-classification': 3, 'integrated-plant-protection': 2 },
  ],
  ['faster rcnn', { 'ai4os-fasterrcnn-torch': 3, 'obj-detection-toch': 3 }],
  ['network monitoring', { 'deep-oc-mods': 3, mods: 3 }],
  ['image classifier', { 'ai4os-image-classification-tf': 3 }],
];
