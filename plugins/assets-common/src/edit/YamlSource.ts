import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  Scalar,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { afterKey, inline, keyText, styleOf, type Style } from './render';
import { applyEdits, type TextEdit } from './TextEdit';
import { isBlock, isLong, isMarked, isNothing } from './nodes';
import { faultsOf, writtenAs } from './written';

/** Names of keys and numbers of items, from the outermost. @public */
export type Path = readonly (string | number)[];

type Holder = YAMLMap | YAMLSeq;

/** What a path leads to, and what holds it. */
interface Found {
  holder: Holder;
  index: number;
  /** Of a group of keys. */
  key?: Node;
  value: Node;
}

/**
 * A YAML or JSON text in which single values are changed: each change is edits
 * of the text, so that comments, quotes and order of all else stay as they are.
 * What cannot be changed surely (an alias, an anchor) gives no edits.
 *
 * @public
 */
export class YamlSource {
  readonly #style: Style;

  constructor(
    readonly content: string,
    readonly document: Document = parseDocument(content, {
      prettyErrors: false,
      logLevel: 'silent',
      uniqueKeys: false,
    }),
  ) {
    this.#style = styleOf(content);
  }

  /** The text after edits; as it is where they would break it. */
  apply(edits: readonly TextEdit[]): string {
    const { document, content } = new YamlSource(
      applyEdits(this.content, edits),
    );
    return faultsOf(document) > faultsOf(this.document)
      ? this.content
      : content;
  }

  /** Whether there is a key or an item at a path. */
  has(path: Path): boolean {
    return path.length === 0 || this.#find(path) !== undefined;
  }

  /** Gives a key another name. */
  rename(path: Path, name: string): TextEdit[] {
    const found = this.#find(path);
    if (!found?.key?.range || isMarked(found.key)) return [];
    const [start, end] = found.key.range;
    return [{ start, end, text: keyText(name, this.#style) }];
  }

  /** Puts a value at a path, whether or not there is one. */
  set(path: Path, value: unknown): TextEdit[] {
    const found = this.#find(path);
    if (found) return this.#replace(found, value);
    const [name] = path.slice(-1);
    const holderPath = path.slice(0, -1);
    if (typeof name !== 'string') return [];
    const holder = this.#nodeAt(holderPath);
    if (isMap(holder) && !isMarked(holder)) {
      return this.#add(holder, name, value);
    }
    const isEmpty = holder === undefined || isNothing(holder);
    if (!isEmpty) return [];
    return path.length > 1
      ? this.set(holderPath, { [name]: value })
      : this.#append(name, value);
  }

  /** Takes away a key with its value, or an item; and what it leaves empty. */
  remove(path: Path): TextEdit[] {
    const found = this.#find(path);
    if (!found) return [];
    const { holder, index } = found;
    if (holder.items.length === 1 && path.length > 1) {
      return isSeq(holder)
        ? this.set(path.slice(0, -1), [])
        : this.remove(path.slice(0, -1));
    }
    if (holder.flow) return this.#removeBetweenCommas(holder, index);
    const first = this.#startOf(found);
    const start = this.#lineStart(first);
    const before = this.content.slice(start, first);
    // Another key or item may begin on the same line.
    if (!/^[ \t]*(- *)?$/.test(before) || (found.key && /-/.test(before))) {
      return [];
    }
    return [{ start, end: this.#lineEnd(this.#endOf(found)), text: '' }];
  }

  /** Puts a key before all others. */
  addFirst(name: string, value: unknown): TextEdit[] {
    const root = this.document.contents;
    if (!isMap(root) || root.flow || !root.range)
      return this.set([name], value);
    const [start] = root.range;
    const { newline } = this.#style;
    const text = `${this.#entry(name, value, '')}${newline}`;
    return this.#lineStart(start) === start
      ? [{ start, end: start, text }]
      : [];
  }

  /** Puts a number or the like between quotes, as it is written. */
  quote(path: Path): TextEdit[] {
    const found = this.#find(path);
    return isScalar(found?.value)
      ? this.#replace(found, writtenAs(found.value))
      : [];
  }

  #replace(found: Found, value: unknown): TextEdit[] {
    const { holder, key, value: old } = found;
    if (isAlias(old) || isMarked(old) || !old.range) return [];
    if (key && holder.flow && isNothing(old)) {
      const at = this.#colonAfter(key);
      const colon = this.content[at - 1] === ':' ? '' : ':';
      const text = `${colon} ${inline(value, this.#style)}`;
      return [{ start: at, end: at, text }];
    }
    if (holder.flow || !key) return this.#replaceInline(old, value);
    const isItems = isSeq(old) && Array.isArray(value);
    const items = isItems ? this.#changeItems(old, value) : undefined;
    if (items) return items;
    const text = afterKey(value, {
      style: this.#style,
      indent: this.#indentOf(holder),
      scalarType: this.#quotesOf(old, value),
    });
    return this.#replaceBehind(this.#colonAfter(key), old, text);
  }

  /** Those that were there, unless it was only the old text that had to have some. */
  #quotesOf(old: Node, value: unknown): Scalar.Type | undefined {
    const { type, value: before } = old as Scalar;
    if (type !== 'QUOTE_DOUBLE' && type !== 'QUOTE_SINGLE') return undefined;
    const needs = (text: unknown) => /^["']/.test(inline(text, this.#style));
    return needs(before) && !needs(value) ? undefined : type;
  }

  /** Between brackets, or as the item of a list. */
  #replaceInline(old: Node, value: unknown): TextEdit[] {
    if (isLong(old) || isBlock(old)) return [];
    const isItems = isSeq(old) && Array.isArray(value);
    const text = isItems
      ? this.#itemsInline(old, value)
      : inline(value, this.#style);
    return [{ start: old.range![0], end: this.#end(old), text }];
  }

  /** Behind the colon of a key; a comment behind it stays there. */
  #replaceBehind(colon: number, old: Node, text: string): TextEdit[] {
    const isLines = /^\r?\n/.test(text);
    if (isLines && isLong(old)) {
      const start = this.#lineStart(old.range![0]);
      const lines = text.replace(/^\r?\n/, '');
      return [{ start, end: this.#end(old), text: lines }];
    }
    if (/^ [|>]/.test(text)) return this.#replaceByLines(colon, old, text);
    if (!isNothing(old)) {
      // The blanks before it may line it up with others.
      const start = isLines || isLong(old) ? colon : old.range![0];
      const written = start === colon ? text : text.slice(1);
      return [{ start, end: this.#end(old), text: written }];
    }
    const at = isLines ? this.#lineEnd(colon, false) : colon;
    return [{ start: at, end: at, text }];
  }

  /** A text of several lines would take what is left of the last line for its own. */
  #replaceByLines(colon: number, old: Node, text: string): TextEdit[] {
    const end = isNothing(old) ? colon : this.#end(old);
    const lineEnd = this.#lineEnd(end, false);
    const rest = this.content.slice(end, lineEnd).trim();
    const [head, ...lines] = text.split(/(?=\r?\n)/);
    const comment = rest === '' ? '' : ` ${rest}`;
    const all = `${head}${comment}${lines.join('')}`;
    return [{ start: colon, end: lineEnd, text: all }];
  }

  /** Items that go and that come, where all others stay in their order. */
  #changeItems(list: YAMLSeq, value: unknown[]): TextEdit[] | undefined {
    const old = this.#wordsOf(list);
    const wanted = value.map(item => JSON.stringify(item));
    const kept = old.filter(item => wanted.includes(item));
    const added = value.slice(kept.length);
    const isSame = kept.every((item, index) => item === wanted[index]);
    if (!isSame || kept.length === 0) return undefined;
    if (list.flow) {
      const [start] = list.range!;
      const text = this.#itemsInline(list, value);
      return [{ start, end: this.#end(list), text }];
    }
    const gone = list.items.flatMap((item, index) => {
      if (wanted.includes(old[index])) return [];
      const found = { holder: list, index, value: item as Node };
      const start = this.#lineStart(this.#startOf(found));
      return [{ start, end: this.#lineEnd(this.#endOf(found)), text: '' }];
    });
    if (added.length === 0) return gone;
    const last = list.items.findLastIndex((_, at) => wanted.includes(old[at]));
    const { range } = list.items[last] as Node;
    const line = this.#lineStart(range![0]);
    const dash = /^[ \t]*- */.exec(this.content.slice(line))?.[0];
    if (!dash) return undefined;
    const at = this.#lineEnd(this.#end(list.items[last] as Node), false);
    const { newline } = this.#style;
    const text = added
      .map(item => `${newline}${dash}${inline(item, this.#style)}`)
      .join('');
    return [...gone, { start: at, end: at, text }];
  }

  /** What the items of a list say, to compare them with others. */
  #wordsOf(list: YAMLSeq): string[] {
    return list.items.map(item =>
      JSON.stringify((item as Node).toJS(this.document)),
    );
  }

  /** A list between brackets; what was in it before, as it was written. */
  #itemsInline(list: YAMLSeq, value: unknown[]): string {
    const old = this.#wordsOf(list);
    const items = value.map(item => {
      const node = list.items[old.indexOf(JSON.stringify(item))] as Node;
      const text = node && this.content.slice(node.range![0], this.#end(node));
      const isOneLine = text && !text.includes('\n');
      return isOneLine ? text : inline(item, this.#style);
    });
    return `[${items.join(', ')}]`;
  }

  #add(holder: YAMLMap, name: string, value: unknown): TextEdit[] {
    if (holder.flow) {
      const last = holder.items.at(-1);
      const entry = `${keyText(name, this.#style)}: ${inline(
        value,
        this.#style,
      )}`;
      const at = last ? this.#endOf(foundOf(holder, -1)) : holder.range![0] + 1;
      return [{ start: at, end: at, text: last ? `, ${entry}` : entry }];
    }
    if (holder.items.length === 0) return [];
    const { newline } = this.#style;
    const at = this.#lineEnd(this.#endOf(foundOf(holder, -1)), false);
    const entry = this.#entry(name, value, this.#indentOf(holder));
    return [{ start: at, end: at, text: `${newline}${entry}` }];
  }

  /** To a text that has no keys yet. */
  #append(name: string, value: unknown): TextEdit[] {
    const { content } = this;
    const { newline } = this.#style;
    const before = content === '' || content.endsWith('\n') ? '' : newline;
    const text = `${before}${this.#entry(name, value, '')}${newline}`;
    return [{ start: content.length, end: content.length, text }];
  }

  #entry(name: string, value: unknown, indent: string): string {
    const text = afterKey(value, { style: this.#style, indent });
    return `${indent}${keyText(name, this.#style)}:${text}`;
  }

  #removeBetweenCommas(holder: Holder, index: number): TextEdit[] {
    const found = foundOf(holder, index);
    const isLast = index === holder.items.length - 1;
    if (!isLast) {
      const end = this.#startOf(foundOf(holder, index + 1));
      return [{ start: this.#startOf(found), end, text: '' }];
    }
    const start =
      index > 0
        ? this.#endOf(foundOf(holder, index - 1))
        : this.#startOf(found);
    return [{ start, end: this.#endOf(found), text: '' }];
  }

  #find(path: Path): Found | undefined {
    if (path.length === 0) return undefined;
    const holder = this.#nodeAt(path.slice(0, -1));
    const name = path.at(-1)!;
    if (isMap(holder)) {
      // Of a key that is there twice, the last one counts.
      const index = holder.items.findLastIndex(
        ({ key }) => isScalar(key) && String(key.value) === String(name),
      );
      return index < 0 ? undefined : foundOf(holder, index);
    }
    if (isSeq(holder) && holder.items[Number(name)]) {
      return foundOf(holder, Number(name));
    }
    return undefined;
  }

  #nodeAt(path: Path): Node | undefined {
    if (path.length === 0) return this.document.contents ?? undefined;
    return this.#find(path)?.value;
  }

  #startOf({ key, value }: Found): number {
    return (key ?? value).range![0];
  }

  #endOf({ key, value }: Found): number {
    return key && isNothing(value) ? this.#colonAfter(key) : this.#end(value);
  }

  /** Where the last character of a value is behind one. */
  #end(node: Node): number {
    if (isCollection(node) && isLong(node) && node.items.length > 0) {
      return this.#endOf(foundOf(node as Holder, -1));
    }
    const [start, end] = node.range!;
    if (!isBlock(node)) return end;
    return (
      start + this.content.slice(start, end).replace(/[ \t\r\n]+$/, '').length
    );
  }

  /** Behind the colon of a key, or behind the key where it has none. */
  #colonAfter(key: Node): number {
    const colon = /\s*:/y;
    colon.lastIndex = key.range![1];
    return colon.test(this.content) ? colon.lastIndex : key.range![1];
  }

  #indentOf(holder: Holder): string {
    const start = this.#startOf(foundOf(holder, 0));
    return ' '.repeat(start - this.#lineStart(start));
  }

  #lineStart(offset: number): number {
    return this.content.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Behind the end of the line, or before it. */
  #lineEnd(offset: number, isBehind = true): number {
    const end = this.content.indexOf('\n', offset);
    if (end < 0) return this.content.length;
    if (isBehind) return end + 1;
    return this.content[end - 1] === '\r' && end > offset ? end - 1 : end;
  }
}

function foundOf(holder: Holder, at: number): Found {
  const index = at < 0 ? holder.items.length + at : at;
  if (!isMap(holder)) {
    return { holder, index, value: holder.items[index] as Node };
  }
  const { key, value } = holder.items[index] as Pair<Node, Node | null>;
  return { holder, index, key, value: value ?? emptyAfter(key) };
}

/** In `{ a }`, `a` has no value at all. */
function emptyAfter(key: Node): Scalar {
  const nothing = new Scalar(null);
  const [, end] = key.range!;
  nothing.range = [end, end, end];
  return nothing;
}
