import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type YAMLError,
} from 'yaml';
import type { AssetProblem } from '../types';
import { repairLine } from './repairLine';

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
}

/** Each one reads the text again, so a long text gets one. */
const maxRepairs = (text: string) => (text.length < 64_000 ? 8 : 1);

/** Longer lists are not checked: comparing each item with each takes too long. */
const MAX_LIST = 2_000;

/**
 * Reads a text that a person wrote. Broken YAML is not the end: the line that
 * breaks it is reported, read as plain text, and the rest is read on.
 */
export function readText(content: string): ReadText {
  if (content.length > MAX_METADATA_LENGTH) {
    return unreadable({
      message: `The file is longer than ${MAX_METADATA_LENGTH} characters.`,
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
      });
    } catch (error) {
      // Nesting so deep that the parser runs out of stack.
      return unreadable({ message: `It cannot be read: ${messageOf(error)}` });
    }
    const [error] = document.errors.filter(e => e.code !== 'DUPLICATE_KEY');
    if (error) {
      const repair =
        attempt < maxRepairs(content)
          ? repairLine(text, lines.linePos(error.pos[0]).line)
          : undefined;
      problems.push(syntaxProblem(error, lines, repair));
      if (repair) {
        text = repair.text;
        continue;
      }
    }
    return { ...readDocument(document, lines, problems) };
  }
}

function readDocument(
  document: Document,
  lines: LineCounter,
  problems: AssetProblem[],
): ReadText {
  for (const error of document.errors) {
    if (error.code === 'DUPLICATE_KEY') {
      problems.push({
        severity: 'warning',
        pointer: '',
        message: 'This key is there twice; the last one counts.',
        ...at(lines, error.pos[0]),
        fix: 'Keep one of them.',
      });
    }
  }
  const place = (pointer: string) => {
    const node = nodeAt(document, pointer);
    return node?.range ? at(lines, node.range[0]) : { line: 1, column: 1 };
  };
  try {
    const value = document.toJS({ maxAliasCount: 100 });
    const long = longList(value);
    if (long === undefined) return { value, problems, place };
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

/** Pointer to the first list that is too long. */
function longList(value: unknown, pointer: string = ''): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value) && value.length > MAX_LIST) return pointer;
  for (const [key, child] of Object.entries(value)) {
    const name = key.replace(/~/g, '~0').replace(/\//g, '~1');
    const found = longList(child, `${pointer}/${name}`);
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

function syntaxProblem(
  error: YAMLError,
  lines: LineCounter,
  repair: { line: number; fix: string } | undefined,
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
