import type { AssetKind } from '@astrolabe/plugin-assets-common';
import type { ExternalCatalogue, ExternalConfig } from '../types';
import { bioImage } from './bioImage';
import { huggingFace } from './huggingFace';

/** How each type of catalogue is read. */
export const externalCatalogues: Record<
  string,
  {
    of(config: ExternalConfig): ExternalCatalogue;
    /** Whether one has to say what of it is shown. */
    isChosenFrom: boolean;
    /** What it has; the first unless one says which. */
    kinds: AssetKind[];
  }
> = {
  bioimage: {
    of: ({ url }) => bioImage(url),
    isChosenFrom: false,
    kinds: ['model'],
  },
  'hugging-face': {
    of: config => huggingFace(config, config.url),
    isChosenFrom: true,
    kinds: ['model', 'dataset'],
  },
};
