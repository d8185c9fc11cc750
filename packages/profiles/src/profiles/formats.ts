import { Document, Scalar, visit } from 'yaml';
import { toJsonLd, toTurtle } from '../graph';
import type { JsonObject } from '../mapping';
import type { ProfileFormat } from '../types';

/**
 * JSON-LD and Turtle, as the standards that are RDF have them. What has no prefix is
 * a word of `vocabulary`, which is schema.org unless told.
 */
export function rdfFormats(
  ending: string,
  vocabulary?: string,
): readonly ProfileFormat[] {
  return [
    {
      id: 'turtle',
      mediaType: 'text/turtle',
      fileName: ({ name }) => `${name}.${ending}.ttl`,
      write: document => toTurtle(document, vocabulary),
    },
    {
      id: 'json-ld',
      mediaType: 'application/ld+json',
      fileName: ({ name }) => `${name}.${ending}.jsonld`,
      write: document => toJsonLd(document, vocabulary),
    },
  ];
}

/** JSON of a standard that says how its file is called. */
export function jsonFormat(
  fileName: string,
  mediaType = 'application/json',
): ProfileFormat {
  return {
    id: mediaType === 'application/ld+json' ? 'json-ld' : 'json',
    mediaType,
    fileName: ({ name }) => fileName.replace('{name}', name),
    write: (document: JsonObject) => `${JSON.stringify(document, null, 2)}\n`,
  };
}

/**
 * YAML that readers of 1.1 understand, too, as most in Python are: to them a bare
 * `no` is false, `1.10` a number, `2025-01-31` a day, `=` and `<<` marks. So texts
 * are in quotes, and those of many lines stay lines.
 *
 * @public
 */
export function toYaml(content: unknown): string {
  const document = new Document(content);
  visit(document, {
    Scalar(key, node) {
      if (key === 'key' || typeof node.value !== 'string') return;
      const isText = node.value.includes('\n');
      node.type = isText ? Scalar.BLOCK_LITERAL : Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({ lineWidth: 0 });
}
