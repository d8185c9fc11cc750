import { readFileSync } from 'node:fs';
import jsonld from 'jsonld';
import { Parser, Store, Writer } from 'n3';
import Validator from 'rdf-validate-shacl';

export function parseTurtle(text: string): Store {
  return new Store(new Parser({ format: 'text/turtle' }).parse(text));
}

/** The graph in one spelling: what is the same graph is the same text. */
export async function canonical(
  text: string,
  mediaType: string,
): Promise<string> {
  const input = mediaType === 'text/turtle' ? nquads(text) : JSON.parse(text);
  return jsonld.canonize(input, {
    algorithm: 'URDNA2015',
    format: 'application/n-quads',
    // Files are named by where they are in it.
    base: 'https://here.invalid/',
    ...(typeof input === 'string'
      ? { inputFormat: 'application/n-quads' }
      : {}),
    // Nothing may be fetched: a document says itself what its names stand for.
    documentLoader: async (url: string) => {
      throw new Error(`${url} was to be fetched`);
    },
  });
}

function nquads(text: string): string {
  const writer = new Writer({ format: 'N-Quads' });
  return writer.quadsToString([...parseTurtle(text)]);
}

/** What is wrong with a graph, by the rules of a standard. */
export async function violations(
  text: string,
  shapes: Validator,
): Promise<string[]> {
  const report = await shapes.validate(parseTurtle(text) as never);
  return report.results.map(result =>
    [
      result.focusNode?.value,
      result.path && 'value' in result.path ? result.path.value : '',
      result.message.map(({ value }) => value).join(),
      result.sourceShape?.value,
    ].join(' '),
  );
}

const shapesRead = new Map<string, Validator>();

/** The rules of a standard, parsed once. */
export function readShapes(file: string): Validator {
  const shapes = shapesRead.get(file) ?? parseShapes(file);
  shapesRead.set(file, shapes);
  return shapes;
}

function parseShapes(file: string): Validator {
  return new Validator(parseTurtle(readFileSync(file, 'utf8')) as never);
}

/** The values of `dct:title` and `name` in a canonical graph. */
export function titlesIn(graph: string): string[] {
  return new Parser({ format: 'application/n-quads' })
    .parse(graph)
    .filter(({ predicate }) => /(title|name)$/.test(predicate.value))
    .map(({ object }) => object.value);
}
