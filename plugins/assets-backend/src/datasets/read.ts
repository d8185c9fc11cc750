import {
  checksumAlgorithms,
  type DatasetFile,
} from '@astrolabe/plugin-assets-common';

const LONGEST_DESCRIPTION = 4000;
const LENGTHS = { md5: 32, sha1: 40, sha256: 64, sha512: 128 };

/** A checksum, where it is of a kind that is known and has its length. */
export function checksumOf(
  algorithm: string | null | undefined,
  value: string | null | undefined,
): Pick<DatasetFile, 'checksum'> {
  const plain = algorithm?.toLowerCase().replace(/[^a-z0-9]/g, '');
  const known = checksumAlgorithms.find(each => each === plain);
  const hex = value?.toLowerCase() ?? '';
  if (!known || hex.length !== LENGTHS[known] || !/^[0-9a-f]+$/.test(hex)) {
    return {};
  }
  return { checksum: { algorithm: known, value: hex } };
}

/** The day of a time; undefined for what is none. */
export function day(text: string | null | undefined): string | undefined {
  return /^\d{4}(-\d{2}(-\d{2})?)?/.exec(text ?? '')?.[0];
}

/** What HTML says, without its tags: it is shown as text, and never as a page. */
export function plainText(html: string | null | undefined): string | undefined {
  const text = html
    ?.slice(0, 4 * LONGEST_DESCRIPTION)
    .replace(/<\/(p|li|div|h\d)>|<br\s*\/?>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#0?39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
    .slice(0, LONGEST_DESCRIPTION);
  return text || undefined;
}

/** The last part of an address, as a file's name. */
export function nameOfUrl(url: string): string {
  const last = new URL(url).pathname.split('/').filter(Boolean).at(-1) ?? '';
  try {
    return decodeURIComponent(last) || 'file';
  } catch {
    return last || 'file';
  }
}
