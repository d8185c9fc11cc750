/** Names and values that a program gets as variables of its environment. @public */
export type Parameters = Record<string, string>;

/** Several of the same, each with its parameters: so many, or one for each row. @public */
export type LaunchArray = { count: number } | { rows: Parameters[] };

/** What a parameter may be called. @public */
export const PARAMETER_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

/** @public */
export const ARRAY_MOST = 200;

/** Where programs leave what they have made, in their folder. @public */
export const ARTEFACTS_FOLDER = 'artefacts';

/** What the room itself tells each task of an array. @public */
export const OWN_PARAMETERS = ['ASTROLABE_TASK_INDEX', 'ASTROLABE_TASK_COUNT'];

/** The parameters of each task, in their order; one task where it is no array. @public */
export function rowsOf(array: LaunchArray | undefined): Parameters[] {
  if (!array) return [{}];
  if ('rows' in array) return array.rows;
  return Array.from({ length: array.count }, () => ({}));
}

/** Why a table cannot be taken, and the line or row that it is about. @public */
export class RowsError extends Error {
  constructor(
    message: string,
    readonly why: 'empty' | 'width' | 'line',
    readonly line: number,
  ) {
    super(message);
  }
}

/**
 * The rows of a table as spreadsheets write it (RFC 4180, UTF-8): the first line
 * names the parameters.
 *
 * @throws RowsError that says which line is wrong
 * @public
 */
export function parseRows(csv: string): Parameters[] {
  const [names = [], ...rows] = linesOf(csv.replace(/^\uFEFF/, ''));
  if (rows.length === 0) {
    throw new RowsError(
      'It needs a line of names, and a line for each task',
      'empty',
      1,
    );
  }
  return rows.map((row, index) => {
    if (row.length === names.length) {
      return Object.fromEntries(
        names.map((name, at) => [name.trim(), row[at]]),
      );
    }
    throw new RowsError(
      `Row ${index + 1} has ${row.length} values, and there are ${
        names.length
      } names`,
      'width',
      index + 1,
    );
  });
}

/** One value and what ends it. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;

function linesOf(csv: string): string[][] {
  const lines: string[][] = [[]];
  const text = csv.replace(/(\r?\n)+$/, '');
  let at = 0;
  for (const cell of text.matchAll(CELL)) {
    const [whole, quoted, plain, end] = cell;
    lines.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain);
    at += whole.length;
    if (end === '') break;
    if (end !== ',') lines.push([]);
  }
  if (at < text.length) {
    const line = lines.length;
    throw new RowsError(`Line ${line} cannot be read`, 'line', line);
  }
  return lines;
}
