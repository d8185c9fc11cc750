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
  }
> = {
  bioimage: { of: ({ url }) => bioImage(url), isChosenFrom: false },
  'hugging-face': {
    of: config => huggingFace(config, config.url),
    isChosenFrom: true,
  },
};
