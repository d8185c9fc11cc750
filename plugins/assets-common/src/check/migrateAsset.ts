import { isScalar, isSeq, stringify } from 'yaml';
import {
  commentsOf,
  writtenAs,
  YamlSource,
  type Path,
  type TextEdit,
} from '../edit';
import type { AssetCheck } from '../types';
import { ai4VersionOf } from './checkAi4';
import { checkAsset } from './checkAsset';
import { isOwn } from './checkOwn';
import { mendAsset } from './mendAsset';
import { categoryTerms, migrateAi4 } from './migrate';
import { readText } from './readText';
import { ai4Versions, type Ai4Version } from './schemas';

/** A metadata text in the newest version. @public */
export interface MigratedAsset {
  content: string;
  /** The version that it was in. */
  from: string;
  /** What was made up or left out: a person should look at it. */
  notes: string[];
  /** What is said of it now. */
  check: AssetCheck;
}

type Keys = Record<string, unknown>;

/** A text in the making: each step reads what the one before left. */
class Draft {
  readonly notes: string[] = [];

  constructor(public content: string) {}

  get(path: Path): unknown {
    return path.reduce<unknown>(
      (at, key) => (isKeys(at) ? at[key] : undefined),
      new YamlSource(this.content).document.toJS(),
    );
  }

  /** Whether there was a way to do it. */
  edit(make: (source: YamlSource) => TextEdit[]): boolean {
    const { content } = this;
    const source = new YamlSource(content);
    this.content = source.apply(make(source));
    return this.content !== content;
  }

  /** Renames a key, or puts its value elsewhere if its group is another one. */
  move(from: Path, to: Path): void {
    const value = this.get(from);
    if (value === undefined) return;
    if (isEmpty(value)) {
      this.edit(source => source.remove(from));
      return;
    }
    const there = this.get(to);
    const isBeside = from.slice(0, -1).join() === to.slice(0, -1).join();
    if (there === undefined && isBeside) {
      this.edit(source => source.rename(from, String(to.at(-1))));
      return;
    }
    if (!isEmpty(there)) {
      if (value === there) this.edit(source => source.remove(from));
      else this.drop(from);
    } else if (this.edit(source => source.set(to, value))) {
      this.edit(source => source.remove(from));
    } else {
      this.stays(from, to);
    }
  }

  /** Takes a key away that has no place any more, and says what stood there. */
  drop(path: Path): void {
    const value = this.get(path);
    if (value === undefined) return;
    const isGone = this.edit(source => source.remove(path));
    if (!isGone || isEmpty(value)) return;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    this.notes.push(
      `'${path.join(
        '.',
      )}' has no place any more and is left out; it was: ${text.slice(0, 200)}`,
    );
  }

  stays(from: Path, to: Path): void {
    this.notes.push(
      `'${from.join(
        '.',
      )}' stays where it is, because it cannot be put into '${to.join(
        '.',
      )}' as that is written: move it by hand`,
    );
  }
}

/** What each key of version 1 has become, in this order. */
const moves: [from: Path, to: Path][] = [
  [['dataset_url'], ['links', 'dataset']],
  [['cite_url'], ['links', 'citation']],
  [['training_files_url'], ['links', 'weights']],
];

const sources: [from: string, to: string][] = [
  ['code', 'source_code'],
  ['docker_registry_repo', 'docker_image'],
  ['pre_trained_weights', 'weights'],
];

/**
 * An ai4-metadata text of whatever version in the newest one, with its comments.
 * What only a person can know stays a problem of the check; our own files stay
 * as they are.
 *
 * @public
 */
export function migrateAsset(content: string): MigratedAsset {
  const mended = mendAsset(content);
  const read = readText(mended.content);
  if (!isKeys(read.value) || isOwn(read.value) || !read.source) {
    const { format } = mended.check;
    return { content, from: format, notes: [], check: checkAsset(content) };
  }
  const from = ai4VersionOf(read.value);
  const draft = new Draft(asYaml(mended.content, read.value));
  if (hasOldKeys(read.value)) toVersion2(draft, from, read.value);
  declare(draft);
  const { content: made, check } = mendAsset(draft.content);
  const notes = [...draft.notes, ...lostComments(mended.content, made)];
  return { content: made, from, notes, check };
}

function toVersion2(draft: Draft, from: Ai4Version, value: Keys): void {
  linesToText(draft);
  dates(draft);
  links(draft);
  for (const move of moves) draft.move(...move);
  tags(draft);
  draft.drop(['tosca']);
  // Only what version 1 said in other words: the rest a person has to say.
  const spec = migrateAi4(value, from, '');
  if (from !== '1.0.0') return;
  const known = {
    libraries: spec.libraries,
    tasks: spec.tasks,
    categories: categoryTerms(spec.categories),
    'data-type': spec.dataTypes,
  };
  for (const [key, terms] of Object.entries(known)) {
    if (terms.length > 0 && draft.get([key]) === undefined) {
      draft.edit(source => source.set([key], terms));
    }
  }
}

function linesToText(draft: Draft): void {
  const { document } = new YamlSource(draft.content);
  const lines = document.get('description', true);
  if (!isSeq(lines)) return;
  // A line with a colon in it is a group of keys: a person has to quote it.
  if (!lines.items.every(isScalar)) return;
  const text = lines.items.map(writtenAs).join('\n');
  draft.edit(source => source.set(['description'], text));
}

function dates(draft: Draft): void {
  const created = draft.get(['date_creation']);
  if (created === undefined) return;
  if (draft.get(['dates']) !== undefined || isEmpty(created)) {
    draft.move(['date_creation'], ['dates', 'created']);
    return;
  }
  // In its place, so that what stands around it still does.
  const isMade = draft.edit(source =>
    source.set(['date_creation'], { created, updated: created }),
  );
  if (!isMade) {
    draft.stays(['date_creation'], ['dates', 'created']);
    return;
  }
  draft.edit(source => source.rename(['date_creation'], 'dates'));
  draft.notes.push(
    "'dates.updated' is the day of 'dates.created': write when it was last changed",
  );
}

function links(draft: Draft): void {
  const old = draft.get(['sources']);
  if (!isKeys(old)) return;
  draft.drop(['sources', 'dockerfile_repo']);
  if (draft.get(['links']) === undefined) {
    draft.edit(source => source.rename(['sources'], 'links'));
    for (const [from, to] of sources)
      draft.move(['links', from], ['links', to]);
    return;
  }
  for (const [from, to] of sources)
    draft.move(['sources', from], ['links', to]);
  draft.drop(['sources']);
}

function tags(draft: Draft): void {
  const [old, now] = [draft.get(['keywords']), draft.get(['tags'])];
  if (Array.isArray(old) && Array.isArray(now)) {
    const all = [...new Set([...now, ...old])];
    const isHere = old.every(tag => now.includes(tag));
    const isPut = isHere || draft.edit(source => source.set(['tags'], all));
    if (isPut) draft.edit(source => source.remove(['keywords']));
    else draft.stays(['keywords'], ['tags']);
    return;
  }
  draft.move(['keywords'], ['tags']);
}

function declare(draft: Draft): void {
  const newest = ai4Versions.at(-1)!;
  const declared = draft.get(['metadata_version']);
  if (declared === newest) return;
  draft.edit(source =>
    declared === undefined
      ? source.addFirst('metadata_version', newest)
      : source.set(['metadata_version'], newest),
  );
}

/** Version 1 was once JSON, which is no name for a `.yml`. */
function asYaml(content: string, value: Keys): string {
  return /^\s*\{/.test(content)
    ? stringify(value, { lineWidth: 0, compat: 'yaml-1.1' })
    : content;
}

function hasOldKeys(value: Keys): boolean {
  const old = ['sources', 'date_creation', 'keywords', 'tosca'];
  return [...old, ...moves.map(([[key]]) => String(key))].some(
    key => key in value,
  );
}

function lostComments(before: string, after: string): string[] {
  const kept = commentsOf(after);
  return commentsOf(before)
    .filter(comment => !kept.includes(comment))
    .map(comment => `The comment '${comment.slice(0, 200)}' is left out`);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function isKeys(value: unknown): value is Keys {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
