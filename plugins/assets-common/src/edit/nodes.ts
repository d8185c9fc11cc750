import { isAlias, isCollection, isScalar, type Node } from 'yaml';

export function isNothing(node: Node): boolean {
  return isScalar(node) && node.value === null && !node.source;
}

/** One item or key to a line. */
export function isLong(node: Node): boolean {
  return isCollection(node) && !node.flow;
}

export function isBlock(node: Node): boolean {
  return isScalar(node) && /^BLOCK/.test(node.type ?? '');
}

/** Others refer to it, or it has a tag: it is more than its value. */
export function isMarked(node: Node): boolean {
  return !isAlias(node) && Boolean(node.anchor ?? node.tag);
}
