import { Document, Scalar, visit } from 'yaml';

/** How the values of a file are written in it. */
export interface Style {
  isJson: boolean;
  /** Whether the items of a list are indented deeper than its key. */
  indentSeq: boolean;
  newline: string;
}

/** How a text is written. */
export function styleOf(content: string): Style {
  return {
    isJson: readsAsJson(content),
    indentSeq: indentsSeq(content),
    newline: content.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** A value in one line, as it stands between brackets. */
export function inline(value: unknown, { isJson }: Style): string {
  if (isJson) return JSON.stringify(value);
  const document = made([value]);
  visit(document, {
    Collection: (_key, node) => {
      node.flow = true;
    },
    Scalar: (_key, node) => {
      // Lines would need the indentation of where it lands.
      if (/[\n\r]/.test(String(node.value))) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return written(document, { flowCollectionPadding: false }).slice(1, -1);
}

/** A value as it stands behind `key:`, with the blank or the new line before it. */
export function afterKey(
  value: unknown,
  options: { style: Style; indent: string; scalarType?: Scalar.Type },
): string {
  const { style, indent, scalarType } = options;
  const document = made({ k: value });
  const root = document.get('k', true);
  if (scalarType && root instanceof Scalar && !/\n/.test(String(value))) {
    root.type = scalarType;
  }
  const text = written(document, { indentSeq: style.indentSeq }).slice(2);
  const indented = text.replace(/\n(?=[^\n])/g, `\n${indent}`);
  return indented.replaceAll('\n', style.newline);
}

/** A key as it stands before its colon. */
export function keyText(key: string, style: Style): string {
  return style.isJson ? JSON.stringify(key) : inline(key, style);
}

/**
 * Readers of YAML 1.1, as most in Python are, have to get the same: to them a
 * bare `no` is false and `=` a mark.
 */
function made(value: unknown): Document {
  const document = new Document(value, { compat: 'yaml-1.1' });
  visit(document, {
    Scalar: (_key, node) => {
      const text = String(node.value);
      // Marks of 1.1, and lines that would depend on what comes below them.
      if (text === '=' || text === '<<' || /\n\s*\n$|^\s*\n/.test(text)) {
        node.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document;
}

function written(document: Document, options: object): string {
  return document.toString({ lineWidth: 0, ...options }).replace(/\n$/, '');
}

function readsAsJson(content: string): boolean {
  if (!/^\s*[[{]/.test(content)) return false;
  try {
    JSON.parse(content);
    return true;
  } catch {
    return false;
  }
}

/** Whether the first list below a key is indented; so they are if there is none. */
function indentsSeq(content: string): boolean {
  const [, key, item] =
    /^([ ]*)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\r?\n([ ]*)- /m.exec(content) ?? [];
  return key === undefined || item.length > key.length;
}
