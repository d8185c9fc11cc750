import type { Profile } from '../types';
import { citationCff } from './citation-cff';
import { codemeta } from './codemeta';
import { croissant } from './croissant';
import { cyclonedx } from './cyclonedx';
import { fair4ml } from './fair4ml';
import { huggingFace } from './hugging-face';
import { mldcatAp2 } from './mldcat-ap-2';
import { mldcatAp3 } from './mldcat-ap-3';
import { roCrate } from './ro-crate';
import { schemaOrg } from './schema-org';

/** Every standard in which assets are described, in the order in which they are offered. @public */
export const profiles: readonly Profile[] = [
  mldcatAp3,
  mldcatAp2,
  schemaOrg,
  fair4ml,
  croissant,
  roCrate,
  codemeta,
  citationCff,
  huggingFace,
  cyclonedx,
];
