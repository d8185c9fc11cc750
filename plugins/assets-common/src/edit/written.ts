import { Lexer, type Document, type Scalar } from 'yaml';

/** A scalar as a text: `1.10` is not 1.1 to who wrote it. */
export function writtenAs({ value, source }: Scalar): string {
  return typeof value === 'string' ? value : source ?? String(value ?? '');
}

/** What is wrong with it; more than all where it cannot be read at all. */
export function faultsOf(document: Document): number {
  try {
    // It fails where what others refer to is gone.
    document.toJS();
    return document.errors.length;
  } catch {
    return Infinity;
  }
}

/** A text comes behind this mark; all else tells what it is by how it begins. */
const SCALAR = '\u001f';

/** The comments of a YAML text, each with its `#`. */
export function commentsOf(content: string): string[] {
  const tokens = [...new Lexer().lex(content)];
  return tokens.filter(
    (token, at) => token.startsWith('#') && tokens[at - 1] !== SCALAR,
  );
}
