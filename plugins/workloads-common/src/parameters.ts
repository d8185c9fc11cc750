/** Names and values that a program gets as variables of its environment. @public */
export type Parameters = Record<string, string>;

/** Several of the same, each with its parameters: so many, or one for each row. @public */
export type LaunchArray = { count: number } | { rows: Parameters[] };

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

/**
 * The rows of a table as spreadsheets write it (RFC 4180, UTF-8): the first line
 * names the parameters.
 *
 * @throws Error that says which line is wrong
 * @public
 */
export function parseRows(csv: string): Parameters[] {
  const [names = [], ...rows] = linesOf(csv.replace(/^\uFEFF/, ''));
  if (rows.length === 0) {
    throw new Error('It needs a line of names, and a line for each task');
  }
  return rows.map((row, index) => {
    if (row.length === names.length) {
      return Object.fromEntries(
        names.map((name, at) => [name.trim(), row[at]]),
      );
    }
    throw new Error(
      `Row ${index + 1} has ${row.length} values, and there are ${
        names.length
      } names`,
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
  if (at < text.length) throw new Error(`Line ${lines.length} cannot be read`);
  return lines;
}
