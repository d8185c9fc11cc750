import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Tags,
  type YAMLError,
} from 'yaml';
import { YamlSource, type TextEdit } from '../edit';
import type { AssetProblem } from '../types';
import { findMarks, type Mark } from './findMarks';
import { editsOf } from './mends';
import { repairLine, type LineRepair } from './repairLine';

/** Longest metadata file that is read at all, in characters. @public */
export const MAX_METADATA_LENGTH = 256_000;

/** A YAML or JSON text as a value, with the way back to its lines. */
export interface ReadText {
  /** Undefined when nothing could be read. */
  value: unknown;
  /** What is wrong with it as YAML. */
  problems: AssetProblem[];
  /** Line and column, from 1, of the value (or key) that a JSON pointer names. */
  place(pointer: string): { line?: number; column?: number };
  /** To change the text; absent where something else was read than was written. */
  source?: YamlSource;
}

/** How else a text is read that is no metadata file. @public */
export interface ReadTextOptions {
  /** How many characters it may have. */
  longest?: number;
  /** Numbers as they are written: the version `1.10` is none. */
  numbersAsWritten?: boolean;
}

const numberTag = /^tag:yaml\.org,2002:(int|float)$/;

/** Each one reads the text again, so a long text gets one. */
const maxRepairs = ({ length }: string) => (length < 32_000 ? 8 : 1);

/** Longer lists are not checked: comparing each item with each takes too long. */
const MAX_LIST = 2_000;

/**
 * Reads a text that a person wrote. Broken YAML is not the end: the line that
 * breaks it is reported, read as plain text, and the rest is read on.
 */
export function readText(
  content: string,
  {
    longest = MAX_METADATA_LENGTH,
    numbersAsWritten = false,
  }: ReadTextOptions = {},
): ReadText {
  if (content.length > longest) {
    return unreadable({
      message: `The file is longer than ${longest} characters.`,
      fix: 'Move long texts to the README.',
    });
  }
  const problems: AssetProblem[] = [];
  let text = content;
  for (let attempt = 0; ; attempt++) {
    const lines = new LineCounter();
    let document: Document;
    try {
      document = parseDocument(text, {
        lineCounter: lines,
        prettyErrors: false,
        logLevel: 'silent',
        // It compares each key with each, which takes half a minute for many.
        uniqueKeys: false,
        ...(numbersAsWritten && { customTags: withoutNumbers }),
      });
    } catch (error) {
      // Nesting so deep that the parser runs out of stack.
      return unreadable({ message: `It cannot be read: ${messageOf(error)}` });
    }
    const [error] = document.errors;
    if (error) {
      const repair =
        attempt < maxRepairs(content)
          ? repairLine(text, lines.linePos(error.pos[0]).line)
          : undefined;
      const problem = syntaxProblem(error, lines, repair);
      // Where lines were quoted before, it is not the text that was written; what
      // is never closed may have been opened anywhere.
      const isHere =
        text === content && !/^Missing closing/.test(error.message);
      const edit = isHere ? sureEdit(repair) : undefined;
      problems.push({ ...problem, ...(edit && { edits: [edit] }) });
      if (repair) {
        text = repair.text;
        continue;
      }
    }
    const source =
      text === content && !error
        ? new YamlSource(content, document)
        : undefined;
    return readDocument({ document, lines, source }, problems);
  }
}

function withoutNumbers(tags: Tags): Tags {
  return tags.filter(
    tag => typeof tag === 'string' || !numberTag.test(tag.tag),
  );
}

interface Parsed {
  document: Document;
  lines: LineCounter;
  source?: YamlSource;
}

function readDocument(parsed: Parsed, problems: AssetProblem[]): ReadText {
  const { document, lines, source } = parsed;
  const place = (pointer: string) => {
    const node = nodeAt(document, pointer);
    return node?.range ? at(lines, node.range[0]) : { line: 1, column: 1 };
  };
  try {
    const marks = findMarks(document);
    problems.push(...marks.map(mark => markProblem(mark, parsed)));
    if (marks.some(({ severity }) => severity === 'error')) {
      return { value: undefined, problems, place };
    }
    const value = document.toJS({ maxAliasCount: 100 });
    const long = longList(value);
    if (long === undefined) return { value, problems, place, source };
    problems.push({
      severity: 'error',
      pointer: long,
      message: `This list has more than ${MAX_LIST} items.`,
      ...place(long),
      fix: 'Keep the ones that matter most.',
    });
    return { value: undefined, problems, place };
  } catch (error) {
    problems.push({
      severity: 'error',
      pointer: '',
      message: `It cannot be read: ${messageOf(error)}`,
      line: 1,
      column: 1,
    });
    return { value: undefined, problems, place };
  }
}

function markProblem(
  { offset, mend, ...said }: Mark,
  { lines, source }: Parsed,
): AssetProblem {
  return {
    ...said,
    ...at(lines, offset),
    ...(mend && source && editsOf(source, said.pointer, mend)),
  };
}

/** Pointer to the first list that is too long; what is referred to again is seen once. */
function longList(
  value: unknown,
  pointer: string = '',
  seen = new Set<unknown>(),
): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (seen.has(value)) return undefined;
  seen.add(value);
  if (Array.isArray(value) && value.length > MAX_LIST) return pointer;
  for (const [key, child] of Object.entries(value)) {
    const name = key.replace(/~/g, '~0').replace(/\//g, '~1');
    const found = longList(child, `${pointer}/${name}`, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The deepest node on the way to a pointer; for a map entry, its value or else its key. */
function nodeAt(document: Document, pointer: string): Node | undefined {
  let node = document.contents as Node | null;
  for (const segment of pointer.split('/').slice(1)) {
    const name = segment.replace(/~1/g, '/').replace(/~0/g, '~');
    const inside = isAlias(node) ? node.resolve(document) : node;
    let next: Node | null | undefined;
    if (isMap(inside)) {
      const pair = inside.items.findLast(
        item => isScalar(item.key) && String(item.key.value) === name,
      );
      const value = pair?.value as Node | null | undefined;
      const isEmpty = isScalar(value) && value.value === null;
      next = value && !isEmpty ? value : (pair?.key as Node | undefined);
    } else if (isSeq(inside)) {
      next = inside.items[Number(name)] as Node | undefined;
    }
    if (!next) break;
    node = next;
  }
  return node ?? undefined;
}

/** What mends it, if the first error that is left is behind the lines that were quoted. */
function sureEdit(repair: LineRepair | undefined): TextEdit | undefined {
  if (!repair?.edit) return undefined;
  const [error] = parseDocument(repair.text, {
    prettyErrors: false,
    logLevel: 'silent',
    uniqueKeys: false,
  }).errors;
  const { edit } = repair;
  const isBehind = !error || error.pos[0] > edit.start + edit.text.length;
  return isBehind ? edit : undefined;
}

function syntaxProblem(
  error: YAMLError,
  lines: LineCounter,
  repair: LineRepair | undefined,
): AssetProblem {
  const position = at(lines, error.pos[0]);
  return {
    severity: 'error',
    pointer: '',
    message: `This is not valid YAML: ${error.message}`,
    ...(repair && repair.line !== position.line
      ? { line: repair.line, column: 1 }
      : position),
    fix:
      repair?.fix ??
      'Put texts that hold ": ", quotes or # between single quotes, and indent with spaces.',
  };
}

function at(lines: LineCounter, offset: number) {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function unreadable(problem: { message: string; fix?: string }): ReadText {
  return {
    value: undefined,
    problems: [
      { severity: 'error', pointer: '', line: 1, column: 1, ...problem },
    ],
    place: () => ({ line: 1, column: 1 }),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
