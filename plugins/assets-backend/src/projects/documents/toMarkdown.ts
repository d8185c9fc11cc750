import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown, gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown as write } from 'mdast-util-to-markdown';
import { gfm } from 'micromark-extension-gfm';
import type { Root, RootContent } from 'mdast';

/** A part of a document: one of these keys. */
interface Block {
  heading1?: string;
  heading2?: string;
  /** Shown as it is. */
  text?: string;
  /** Markdown of a person or of ours, by itself: what it leaves open ends with it. */
  markdown?: string;
  code?: string;
  /** Items, each shown as it is. */
  list?: string[];
}

/** Markdown in which texts are shown as they were typed. */
export function toMarkdown(blocks: Block[]): string {
  const root: Root = { type: 'root', children: blocks.flatMap(nodesOf) };
  return write(root, {
    ...{ bullet: '-', emphasis: '_', rule: '-' },
    extensions: [gfmToMarkdown()],
  });
}

function nodesOf(block: Block): RootContent[] {
  const text = (value: string) => [{ type: 'text' as const, value }];
  if (block.heading1 !== undefined) {
    return [{ type: 'heading', depth: 1, children: text(block.heading1) }];
  }
  if (block.heading2 !== undefined) {
    return [{ type: 'heading', depth: 2, children: text(block.heading2) }];
  }
  if (block.text !== undefined) {
    return [{ type: 'paragraph', children: text(block.text) }];
  }
  if (block.code !== undefined) {
    return [{ type: 'code', lang: 'sh', value: block.code }];
  }
  if (block.list !== undefined) {
    const items = block.list.map(item => ({
      type: 'listItem' as const,
      children: [{ type: 'paragraph' as const, children: text(item) }],
    }));
    return [{ type: 'list', spread: false, children: items }];
  }
  const { children } = fromMarkdown(block.markdown ?? '', {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  return children.map(child => withoutHtml(child, true));
}

/** What holds paragraphs. */
const flow = ['blockquote', 'footnoteDefinition', 'listItem'];

/** HTML is shown as it was typed: what it leaves open would swallow the rest of the page. */
function withoutHtml(node: RootContent, isInFlow: boolean): RootContent {
  if (node.type === 'html') {
    const text = { type: 'text' as const, value: node.value };
    return isInFlow ? { type: 'paragraph', children: [text] } : text;
  }
  if (!('children' in node)) return node;
  const children = (node.children as RootContent[]).map(child =>
    withoutHtml(child, flow.includes(node.type)),
  );
  return { ...node, children } as RootContent;
}
