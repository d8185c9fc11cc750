import type { AssetLinks, AssetSpec } from '../generated/asset';
import type { AssetKind } from '../kinds';
import type { AssetCheck } from '../types';
import { checkAi4 } from './checkAi4';
import { checkOwn, isOwn, OWN_FORMAT } from './checkOwn';
import { readText, type ReadText } from './readText';

/** What is known of a file beside its text. @public */
export interface CheckHint {
  /** Stands in for a title that cannot be read. */
  name?: string;
  /**
   * What of the spec is not taken from a file in our own format, nor looked at: what a
   * stranger may not say.
   */
  leavesOut?: readonly (keyof AssetSpec)[];
}

/**
 * Says what is wrong in a metadata text, where, and how to mend it, and gives
 * what could be read of it in our own shape. It knows our own files and every
 * published version of ai4-metadata. The same function answers in the browser
 * while a person types, in the CLI, and when a source is read.
 *
 * `kind` is what the file has to be, where its place says so; `about` is its name, or what
 * else is known of it.
 *
 * @public
 */
export function checkAsset(
  content: string,
  kind?: AssetKind,
  about: string | CheckHint = '',
): AssetCheck {
  const read = readText(content);
  const { name = '', leavesOut = [] } =
    typeof about === 'string' ? { name: about } : about;
  if (isOwn(read.value)) {
    return withWebLinks(checkOwn(read, { kind, name, leavesOut }), read);
  }
  if (read.value === null) {
    read.problems.push({
      severity: 'error',
      pointer: '',
      message: 'The file is empty.',
      line: 1,
      column: 1,
      fix: 'Start from the example in the documentation for module authors.',
    });
    read.value = undefined;
  }
  return withWebLinks(checkAi4(read, name), read);
}

/**
 * Without links that are no web address: a page makes links of them, and
 * `javascript:` would run there.
 */
function withWebLinks(check: AssetCheck, read: ReadText): AssetCheck {
  const { links } = check.spec ?? {};
  if (!check.spec || !links) return check;
  const kept = { ...links };
  const problems = [...check.problems];
  for (const key of Object.keys(links) as (keyof AssetLinks)[]) {
    if (!hasOtherScheme(links[key]!, key === 'dockerImage')) continue;
    delete kept[key];
    const pointer =
      check.format === OWN_FORMAT
        ? `/spec/links/${key}`
        : `/links/${key.replace(/[A-Z]/g, c => `_${c.toLowerCase()}`)}`;
    problems.push({
      severity: 'warning',
      pointer,
      message: 'This is not a web address, and not shown as a link.',
      ...read.place(pointer),
      fix: 'Write an address that begins with https://.',
    });
  }
  return { ...check, problems, spec: { ...check.spec, links: kept } };
}

/** In an image's reference, what stands before a colon is a host or a name. */
function hasOtherScheme(link: string, isImage: boolean): boolean {
  // Browsers pass over control characters and blanks in a scheme.
  const plain = [...link].filter(c => c > ' ').join('');
  const [, scheme] = /^([a-z][a-z0-9+.-]*):/i.exec(plain) ?? [];
  if (!scheme || /^https?$/i.test(scheme)) return false;
  return !isImage || /^(javascript|data|vbscript)$/i.test(scheme);
}
