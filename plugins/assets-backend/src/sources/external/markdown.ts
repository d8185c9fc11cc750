import { fromMarkdown } from 'mdast-util-from-markdown';
import { line } from './read';

type Node = { type: string; value?: string; children?: Node[] };

const LONGEST_SUMMARY = 400;
/** How much of a text is looked at: what one has to read of a hostile one takes time by its square. */
const BEGINNING = 2_000;

/** The text without the YAML that cards begin with. */
export function withoutFrontMatter(text: string): string {
  return text
    .replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---[ \t]*(\r?\n|$)/, '')
    .trim();
}

/** The first paragraph that says something in words. */
export function summaryOf(markdown: string): string | undefined {
  const { children } = fromMarkdown(markdown.slice(0, BEGINNING)) as Node;
  for (const node of children ?? []) {
    const text =
      node.type === 'paragraph' ? line(wordsOf(node), BEGINNING) : '';
    if (text && text.length > 20) {
      return text.length <= LONGEST_SUMMARY
        ? text
        : `${text.slice(0, LONGEST_SUMMARY - 1)}…`;
    }
  }
  return undefined;
}

function wordsOf(node: Node): string {
  if (node.type === 'html' || node.type === 'image') return '';
  return node.value ?? (node.children ?? []).map(wordsOf).join('');
}
