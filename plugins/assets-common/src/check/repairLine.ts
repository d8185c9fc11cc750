import type { TextEdit } from '../edit';

/** A text in which one line is quoted, and what to tell its author. */
export interface LineRepair {
  text: string;
  /** From 1. */
  line: number;
  fix: string;
  /**
   * The same, without the empty lines that keep the number of lines; absent
   * where something else may have been meant.
   */
  edit?: TextEdit;
}

const keyed = /^(\s*(?:- )?)([A-Za-z_][\w -]*?):[ \t]+(\S.*)$/;
const listed = /^(\s*- )(\S.*)$/;

/**
 * The two faults that real files have are a quote inside quotes and a `: `
 * inside a plain text. Both go away when the text is quoted as a whole, so the
 * nearest line above the error that holds a text is quoted. The number of lines
 * stays, so that later problems are still placed.
 */
export function repairLine(text: string, line: number): LineRepair | undefined {
  const lines = text.split('\n');
  for (let at = Math.min(line, lines.length) - 1; at >= 0; at--) {
    if (line - 1 - at > 20) return undefined;
    const found = repaired(lines[at]);
    if (!found) continue;
    const end = continuationEnd(lines, at);
    const rest = lines.slice(at + 1, end).map(l => l.trim());
    const value = [found.value, ...rest].join(' ').trim();
    const quoted = `${found.start}${quote(unquoted(value))}${found.comment}`;
    if (quoted === lines[at] && rest.length === 0) return undefined;
    const blank = rest.map(() => '');
    const start = lengthOf(lines.slice(0, at));
    const length = lines.slice(at, end).join('\n').length;
    return {
      text: [...lines.slice(0, at), quoted, ...blank, ...lines.slice(end)].join(
        '\n',
      ),
      line: at + 1,
      ...(isSure(found.value, rest) && {
        edit: { start, end: start + length, text: quoted },
      }),
      fix: `Put the text of ${found.name} between single quotes, and write a single quote inside it twice.`,
    };
  }
  return undefined;
}

/** Of lines with the end of each. */
function lengthOf(lines: string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

interface Repaired {
  start: string;
  name: string;
  value: string;
  /** With the blanks before it. */
  comment: string;
}

function repaired(line: string): Repaired | undefined {
  const pair = keyed.exec(line);
  if (pair && !/^[|>&*!]/.test(pair[3])) {
    return {
      start: `${pair[1]}${pair[2]}: `,
      name: `'${pair[2]}'`,
      ...apart(pair[3]),
    };
  }
  const item = listed.exec(line);
  return item && !pair
    ? { start: item[1], name: 'this item', ...apart(item[2]) }
    : undefined;
}

/** A text and the comment behind it; between quotes nobody knows which it is. */
function apart(text: string): { value: string; comment: string } {
  const at = /^["']/.test(text) ? -1 : text.search(/\s#/);
  const value = at < 0 ? text : text.slice(0, at).trimEnd();
  return { value, comment: text.slice(value.length) };
}

/** Whether it can be only one text, whose quotes or colons were in the way. */
function isSure(value: string, rest: string[]): boolean {
  const lines = [value, ...rest];
  const hasComment = lines.some(line => /(^|\s)#/.test(line));
  const hasKeys = rest.some(line => /^- |^[\w -]+:(\s|$)/.test(line));
  if (hasComment || hasKeys) return false;
  const all = lines.join(' ').trim();
  const [mark] = all;
  if (mark === '{' || mark === '[') return false;
  if (mark !== '"' && mark !== "'") return true;
  // What they stand for inside quotes would stay as it is written.
  const isEscaped = mark === '"' ? all.includes('\\') : all.includes("''");
  const isOpen = all.split(mark).length % 2 === 0 && all.at(-1) !== mark;
  const inner = all.indexOf(mark, 1);
  const isWord =
    inner < all.length - 1 &&
    /\S/.test(all[inner - 1]) &&
    /[\s,.;:)]/.test(all[inner + 1]) &&
    all.at(-1) === mark;
  return !isEscaped && !isOpen && !isWord;
}

/** Lines below that are indented deeper and belong to the same text. */
function continuationEnd(lines: string[], at: number): number {
  const indent = /^\s*/.exec(lines[at])![0].length;
  let end = at + 1;
  while (
    end < lines.length &&
    lines[end].trim() !== '' &&
    /^\s*/.exec(lines[end])![0].length > indent
  ) {
    end++;
  }
  return end;
}

function unquoted(value: string): string {
  const [first] = value;
  const isQuoted =
    value.length > 1 &&
    (first === '"' || first === "'") &&
    value.at(-1) === first;
  return isQuoted ? value.slice(1, -1).replace(/\\"/g, '"') : value;
}

function quote(value: string): string {
  return `'${value.replace(/'/g, "''")}'`;
}
