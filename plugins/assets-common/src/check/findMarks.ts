import {
  isAlias,
  isCollection,
  isPair,
  isScalar,
  isSeq,
  visit,
  type Alias,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Finding } from './explain';

/** Nobody refers to other places so often; whoever does wants to use up memory. */
const MAX_ALIASES = 100;

/** What is told of each of them is of no use to anybody. */
const MAX_MARKS = 100;

/** What is wrong at a place in the text. */
export interface Mark extends Finding {
  offset: number;
}

type Ancestors = readonly unknown[];

/** Tags that say what a reader sees without them. */
const plainTag = /^tag:yaml\.org,2002:(str|int|float|bool|null|seq|map)$/;

/**
 * Keys that are there twice, and what YAML can do but a description has no use
 * for: tags that make objects of a program, references that never end.
 */
export function findMarks(document: Document): Mark[] {
  const strange = strangeKeyOf(document);
  if (strange) return [strangeKey(strange)];
  const marks: Mark[] = [];
  let aliases = 0;
  // An alias itself looks through the whole document.
  const anchors = new Map<string, Node>();
  const remember = (node: Scalar | YAMLMap | YAMLSeq) => {
    if (node.anchor) anchors.set(node.anchor, node);
  };
  visit(document, {
    Node(_key, node, ancestors) {
      if (marks.length >= MAX_MARKS) return visit.BREAK;
      if (isScalar(node) || isSeq(node)) remember(node);
      if (isAlias(node)) {
        aliases += 1;
        const isCycle = ancestors.includes(anchors.get(node.source) as Node);
        if (isCycle) marks.push(cycle(node));
        if (aliases > MAX_ALIASES) marks.push(tooMany(node));
        if (aliases > MAX_ALIASES || isCycle) return visit.BREAK;
      } else if (node.tag && !plainTag.test(node.tag)) {
        marks.push(strangeTag(node));
      }
      return undefined;
    },
    Map(_key, map, ancestors) {
      remember(map);
      if (!map.tag) marks.push(...twice(map, { document, ancestors }));
      return undefined;
    },
  });
  return marks.slice(0, MAX_MARKS);
}

/**
 * A key that is no text but a list, a group or a reference. A few hundred in each
 * other take minutes to become a value, so this is asked before anything does.
 *
 * @public
 */
export function strangeKeyOf(document: Document): Node | undefined {
  let found: Node | undefined;
  visit(document, {
    Pair(_, { key }) {
      if (!isCollection(key) && !isAlias(key)) return undefined;
      found = key;
      return visit.BREAK;
    },
  });
  return found;
}

function twice(
  map: YAMLMap,
  { document, ancestors }: { document: Document; ancestors: Ancestors },
): Mark[] {
  const seen = new Map<string, Pair>();
  const marks: Mark[] = [];
  for (const pair of map.items) {
    if (!isScalar(pair.key)) continue;
    const name = String(pair.key.value);
    const before = seen.get(name);
    seen.set(name, pair);
    if (!before || marks.length >= MAX_MARKS) continue;
    const isSame = textOf(before, document) === textOf(pair, document);
    marks.push({
      severity: 'warning',
      pointer: [...pointerTo(map, ancestors), name].map(escaped).join(''),
      offset: pair.key.range![0],
      message: 'This key is there twice; the last one counts.',
      fix: 'Keep one of them.',
      ...(isSame && { mend: { remove: true } }),
    });
  }
  return marks;
}

function textOf({ value }: Pair, document: Document): string {
  const node = value as Node | null;
  return JSON.stringify(node?.toJS(document, { maxAliasCount: 0 }) ?? null);
}

function pointerTo(map: YAMLMap, ancestors: Ancestors): string[] {
  return ancestors.flatMap((holder, at) => {
    if (isPair(holder))
      return [String((holder.key as { value: unknown }).value)];
    const inside = ancestors[at + 1] ?? map;
    return isSeq(holder) ? [String(holder.items.indexOf(inside))] : [];
  });
}

function escaped(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function wrong(node: Node, message: string, fix: string): Mark {
  const offset = node.range![0];
  return { severity: 'error', pointer: '', offset, message, fix };
}

function strangeKey(node: Node): Mark {
  return wrong(
    node,
    'This key is a list, a group or a reference: a key is a text.',
    "Write the key as a text, and no '?' before it.",
  );
}

function cycle(node: Alias): Mark {
  const name = node.source.slice(0, 60);
  return wrong(
    node,
    `'*${name}' is inside what it refers to, so it never ends.`,
    'Write the value itself in its place.',
  );
}

function tooMany(node: Alias): Mark {
  return wrong(
    node,
    `The file refers to other places (*name) more than ${MAX_ALIASES} times.`,
    'Write the values themselves in their places.',
  );
}

function strangeTag(node: Node): Mark {
  const tag = String((node as { tag?: string }).tag)
    .slice(0, 60)
    .replace('tag:yaml.org,2002:', '!!');
  return wrong(
    node,
    `The tag '${tag}' is not allowed: a description holds texts, numbers, lists and groups of keys.`,
    'Delete the tag, and write the value as a text.',
  );
}
