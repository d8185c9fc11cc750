import { checkAsset } from '@astrolabe/plugin-assets-common';
import { imageIn, type ImageName } from '../images';

/** The image that metadata name, in whatever tag. */
export function imageOf(metadata: string): ImageName | undefined {
  const { spec } = checkAsset(metadata, 'module');
  return imageIn(spec?.links?.dockerImage ?? '');
}
