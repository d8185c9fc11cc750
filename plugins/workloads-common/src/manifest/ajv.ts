import Ajv, { type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { DATASET_FORMAT, isDatasetSource } from '../datasets';

/**
 * One set of rules for browser and server. `x-…` keywords are ours and say
 * nothing to a validator.
 */
export function createAjv(): Ajv {
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats(ajv);
  ajv.addFormat(DATASET_FORMAT, isDatasetSource);
  return ajv;
}

/** `/general/title` → `general.title`; the empty path stays empty. */
export function dotted(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .join('.');
}

/** Where an error is; a missing or unknown key is named itself, not its parent. */
export function pathOf(error: ErrorObject): string {
  const parent = dotted(error.instancePath);
  const key =
    error.params.missingProperty ?? error.params.additionalProperty ?? '';
  return [parent, key].filter(Boolean).join('.');
}
