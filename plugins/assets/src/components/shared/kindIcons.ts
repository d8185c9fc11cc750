import type { AssetKind } from '@astrolabe/plugin-assets-common';
import {
  RiApps2Line,
  RiBrainLine,
  RiDatabase2Line,
  RiToolsLine,
  type RemixiconComponentType,
} from '@remixicon/react';

/** The sign of each kind. */
export const kindIcons: Record<AssetKind, RemixiconComponentType> = {
  module: RiApps2Line,
  tool: RiToolsLine,
  model: RiBrainLine,
  dataset: RiDatabase2Line,
};
