import { styleText } from 'node:util';

/** Titles and messages come from others: a terminal must not obey what they hold. */
export function plain(value: string): string {
  // eslint-disable-next-line no-control-regex
  return value.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}

/** What a program wrote: a pipe gets it as it is, a terminal without what it would obey. */
export function written(text: string, stream: NodeJS.WriteStream): string {
  return stream.isTTY ? plain(text) : text;
}

/** A body as it comes in, for a terminal. */
export async function* plainText(body: AsyncIterable<Buffer>) {
  const decoder = new TextDecoder();
  for await (const part of body) {
    yield plain(decoder.decode(part, { stream: true }));
  }
  yield plain(decoder.decode());
}

/** JSON writes most control characters as `\u…`, but not these, which terminals obey, too. */
export function asJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f]/g,
    character => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
}

type Style = Parameters<typeof styleText>[0];

/** Styles only where the stream is a terminal that wants it (NO_COLOR is respected). */
export function styled(
  style: Style,
  text: string,
  stream: NodeJS.WriteStream,
): string {
  return stream.isTTY ? styleText(style, text, { stream }) : text;
}

/** Columns as wide as their widest cell; the last one is not padded. */
export function table(header: string[], rows: string[][]): string {
  const cells = [header, ...rows].map(row =>
    row.map(cell => plain(cell).replace(/\s+/g, ' ')),
  );
  const widths = header.map((_, column) =>
    Math.max(...cells.map(row => row[column].length)),
  );
  return cells
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** `name  value` lines, without those that have no value. */
export function facts(
  entries: Array<[name: string, value: string | undefined]>,
): string {
  const known = entries.filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && entry[1] !== '',
  );
  const width = Math.max(...known.map(([name]) => name.length));
  return known
    .map(
      ([name, value]) =>
        `${name.padEnd(width)}  ${plain(value)
          .trimEnd()
          .replace(/\n/g, `\n${' '.repeat(width + 2)}`)}`,
    )
    .join('\n');
}

/** `3 min ago` and the like; exact times are in `--json`. */
export function ago(instant: string, now = Date.now()): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(instant)) / 1000));
  const units: Array<[number, string]> = [
    [86400, 'd'],
    [3600, 'h'],
    [60, 'min'],
  ];
  const unit = units.find(([length]) => seconds >= length);
  return unit
    ? `${Math.floor(seconds / unit[0])} ${unit[1]} ago`
    : `${seconds} s ago`;
}

/** `1 h 10 min`, in whole minutes. */
export function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const parts: Array<[number, string]> = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor((minutes % 1440) / 60), 'h'],
    [minutes % 60, 'min'],
  ];
  const known = parts.filter(([count]) => count > 0);
  return known.map(([count, unit]) => `${count} ${unit}`).join(' ') || '0 min';
}

/** `12 B`, `3.4 MB`: of a file. */
export function size(count: number): string {
  const power = count < 1 ? 0 : Math.min(3, Math.floor(Math.log10(count) / 3));
  return `${trim(count / 1000 ** power)} ${['B', 'kB', 'MB', 'GB'][power]}`;
}

/** `4 GiB`, `512 MiB`. */
export function bytes(count: number): string {
  const GiB = 1024 ** 3;
  return count >= GiB
    ? `${trim(count / GiB)} GiB`
    : `${trim(count / 1024 ** 2)} MiB`;
}

function trim(value: number): string {
  return String(Math.round(value * 10) / 10);
}
