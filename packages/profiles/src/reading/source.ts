import { MAX_IMPORT_LENGTH, readText } from '@astrolabe/plugin-assets-common';
import { readJsonLd, readTurtle, type ReadGraph } from './graph';
import { Unreadable } from './Unreadable';

/** A text by its form, before it is known which standard it is in. */
export type Source =
  | ({ form: 'graph' } & ReadGraph)
  /** Or JSON. */
  | { form: 'yaml'; value: object }
  | { form: 'card'; front: object; body: string };

const CARD = /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*\r?$\n?([\s\S]*)$/m;

export async function readSource(content: string): Promise<Source> {
  if (content.length > MAX_IMPORT_LENGTH) {
    throw new Unreadable(`It has more than ${MAX_IMPORT_LENGTH} characters`);
  }
  const text = content.replace(/^\uFEFF/, '').trimStart();
  const above = linesOf(content.slice(0, content.length - text.length));
  if (isBom(text)) return { form: 'yaml', value: yaml(text, above) };
  if (/^[[{]/.test(text)) {
    return { form: 'graph', ...(await readJsonLd(text)) };
  }
  const [, front, body] = (text.startsWith('---') && CARD.exec(text)) || [];
  if (front !== undefined) {
    return { form: 'card', front: yaml(front, above + 1), body };
  }
  if (
    /^(@prefix|@base|prefix|base|<[^!a-z?]|<https?:|_:|\[)/i.test(
      behindComments(text),
    )
  ) {
    return { form: 'graph', ...(await readTurtle(text)) };
  }
  return { form: 'yaml', value: yaml(text, above) };
}

/** JSON that is no JSON-LD; YAML is read of it all the same, within its limits. */
function isBom(text: string): boolean {
  if (!text.startsWith('{') || !text.includes('CycloneDX')) return false;
  try {
    return JSON.parse(text).bomFormat === 'CycloneDX';
  } catch {
    return false;
  }
}

function linesOf(text: string): number {
  return text.split('\n').length - 1;
}

/** Comments of YAML and Turtle look alike. */
function behindComments(text: string): string {
  let rest = text;
  while (rest.startsWith('#')) {
    const end = rest.indexOf('\n');
    rest = end < 0 ? '' : rest.slice(end).trimStart();
  }
  return rest;
}

/** YAML as the check reads it, which knows what bombs and tags are. */
function yaml(text: string, above: number): object {
  const { value, problems } = readText(text, {
    longest: MAX_IMPORT_LENGTH,
    numbersAsWritten: true,
  });
  const [problem] = problems.filter(({ severity }) => severity === 'error');
  if (problem) {
    const { line = 1, message, fix } = problem;
    throw new Unreadable(
      [`Line ${line + above}: ${message}`, fix].filter(Boolean).join(' '),
    );
  }
  if (typeof value === 'object' && value !== null) return value;
  throw new Unreadable('It is no document of a standard that is known here');
}
