import type { Path, TextEdit, YamlSource } from '../edit';

/** How a problem is put right, where there is no doubt. */
export type Mend =
  | { rename: string }
  | { value: unknown }
  /** As it is written, between quotes. */
  | { quote: true }
  | { add: unknown }
  | { remove: true };

/** The edits of a mend at a pointer; none where the text doesn't let it be done surely. */
export function editsOf(
  source: YamlSource,
  pointer: string,
  mend: Mend,
): { edits?: TextEdit[] } {
  const path = pathOf(pointer);
  const edits = make(source, path, mend);
  const isSure =
    edits.length > 0 && !edits.some(edit => losesComment(source, edit));
  return isSure ? { edits } : {};
}

/** What looks like one inside a text counts, too: a person will see. */
function losesComment({ content }: YamlSource, edit: TextEdit): boolean {
  const old = content.slice(edit.start, edit.end);
  const comments = old.match(/(?<=^|\s)#.*/gm) ?? [];
  return comments.some(comment => !edit.text.includes(comment.trim()));
}

function make(source: YamlSource, path: Path, mend: Mend): TextEdit[] {
  if ('add' in mend) return source.addFirst(String(path.at(-1)), mend.add);
  if (!source.has(path)) return [];
  if ('quote' in mend) return source.quote(path);
  if ('value' in mend) return source.set(path, mend.value);
  if ('remove' in mend) return source.remove(path);
  const target = [...path.slice(0, -1), mend.rename];
  return source.has(target) ? [] : source.rename(path, mend.rename);
}

/** What a JSON pointer names. */
export function pathOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(name => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Lists in whose items nobody writes a comma. */
const lists =
  /\/(libraries|tasks|categories|tags|keywords|data-type|dataTypes)$/;

const megabytes = new Map([
  ['', 1],
  ['mb', 1],
  ['gb', 1_000],
  ['tb', 1_000_000],
  ['mib', 1.048576],
  ['gib', 1_073.741824],
]);

/** A value as the type that is asked for, where it loses nothing by it. */
export function retyped(
  wanted: string,
  data: unknown,
  pointer: string,
): { mend?: Mend } {
  if (wanted === 'string' && ['number', 'boolean'].includes(typeof data)) {
    return { mend: { quote: true } };
  }
  const value = converted(wanted, data, pointer);
  return value === undefined ? {} : { mend: { value } };
}

function converted(wanted: string, data: unknown, pointer: string): unknown {
  if (wanted === 'string') return asText(data, pointer);
  if (wanted === 'array') return asList(data, pointer);
  return wanted === 'integer' || wanted === 'number'
    ? quantity(wanted, data, pointer)
    : undefined;
}

function asText(data: unknown, pointer: string): string | undefined {
  const isTexts =
    Array.isArray(data) && data.every(item => typeof item === 'string');
  const isLines = isTexts && pointer.endsWith('/description');
  return isLines || (isTexts && data.length === 1)
    ? data.join('\n')
    : undefined;
}

function asList(data: unknown, pointer: string): string[] | undefined {
  if (typeof data !== 'string') return undefined;
  const items = data.split(/[,;\n]/).map(item => item.trim());
  if (lists.test(pointer)) return items.filter(Boolean);
  return items.length === 1 ? items : undefined;
}

/** `'8'` and, of what counts megabytes, `8 GB`. */
function quantity(wanted: string, data: unknown, pointer: string) {
  const [, digits, unit] =
    /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(String(data).trim()) ?? [];
  if (typeof data !== 'string' || digits === undefined) return undefined;
  const isBytes = /_MB$/.test(pointer);
  const factor = isBytes ? megabytes.get(unit.toLowerCase()) : unit === '' && 1;
  if (!factor) return undefined;
  const value = Number(digits) * factor;
  if (wanted === 'number') return value;
  // Memory may be rounded up; half a GPU is nothing that one can have.
  const whole = isBytes ? Math.ceil(value) : value;
  return Number.isSafeInteger(whole) ? whole : undefined;
}
