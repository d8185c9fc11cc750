/** The `format` of texts that name a dataset, in forms and workloads. @public */
export const DATASET_FORMAT = 'dataset';

const DOI =
  /^(doi:|https?:\/\/(dx\.)?doi\.org\/)?10\.\d{4,9}\/[-._;()/:a-z0-9]+$/i;
const ADDRESS = /^https?:\/\/[!-~]+$/i;

/**
 * Whether a text is a DOI (as such, after `doi:`, or as an address), or the
 * address of a dataset or file. Who would need a password to fetch it cannot.
 *
 * @public
 */
export function isDatasetSource(text: string): boolean {
  if (DOI.test(text)) return true;
  if (!ADDRESS.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}
