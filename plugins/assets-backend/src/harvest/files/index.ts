import type { FileReader } from '../types';
import { citationCff } from './citationCff';
import { codemeta } from './codemeta';
import { pyproject } from './pyproject';
import { requirements } from './requirements';
import { setupCfg } from './setupCfg';

/** Files that are read, whoever prevails first. */
export const fileReaders: readonly FileReader[] = [
  citationCff,
  codemeta,
  pyproject,
  setupCfg,
  requirements,
];
