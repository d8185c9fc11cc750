const FIELD = /\$\{\{\s*form\.(\w+\.\w+)/;

/**
 * The field of the form that is said at a key of a document, such as
 * `colours.light.accent`; undefined where none is.
 */
export function fieldAt(document: unknown, key: string): string | undefined {
  const at = key.split('.').reduce<unknown>((node, part) => {
    const isThere =
      typeof node === 'object' && node !== null && Object.hasOwn(node, part);
    return isThere ? (node as Record<string, unknown>)[part] : node;
  }, document);
  return FIELD.exec(JSON.stringify(at) ?? '')?.[1];
}
