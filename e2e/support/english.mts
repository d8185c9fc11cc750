import type { Page } from 'playwright-core';
import frame from '../../packages/app/src/translation/es.ts';
import { appTranslationRef } from '../../packages/app/src/translation/ref.ts';
import pieces from '../../packages/ui/src/translation/es.ts';
import { uiTranslationRef } from '../../packages/ui/src/translation/ref.ts';
import assets from '../../plugins/assets/src/translation/es.ts';
import { assetsTranslationRef } from '../../plugins/assets/src/translation/ref.ts';
import workloads from '../../plugins/workloads/src/translation/es.ts';
import { workloadsTranslationRef } from '../../plugins/workloads/src/translation/ref.ts';

type Messages = Record<string, string>;

/** A reference keeps its messages to itself; this is how the app reads them. */
const english: Messages[] = [
  appTranslationRef,
  uiTranslationRef,
  assetsTranslationRef,
  workloadsTranslationRef,
].map(ref =>
  (ref as unknown as { getDefaultMessages(): Messages }).getDefaultMessages(),
);

const spanish = new Set(
  [frame, pieces, assets, workloads].flatMap(({ messages }) =>
    Object.values(messages as Messages),
  ),
);

/** What we say in English and nowhere in Spanish, with anything in its gaps. */
const patterns = english
  .flatMap(messages => Object.values(messages))
  .filter(text => !spanish.has(text))
  // Of what is little but a gap, anything would be an example.
  .filter(text => /\p{L}{3}/u.test(text.replace(/\{\{.*?\}\}/g, '')))
  .map(text => {
    const parts = text.split(/\{\{.*?\}\}/).map(part => RegExp.escape(part));
    return new RegExp(`^${parts.join('.+')}$`, 's');
  });

/** Messages of ours that a page shows, or reads out, in English. */
export async function englishOn(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: (string | null)[] = [];
    const nodes = document.createTreeWalker(
      document.body,
      NodeFilter.SHOW_TEXT,
    );
    while (nodes.nextNode()) {
      const { parentElement, nodeValue } = nodes.currentNode;
      if (!parentElement?.closest('[lang=en], script, style')) {
        found.push(nodeValue);
      }
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      for (const element of document.querySelectorAll(`[${name}]`)) {
        found.push(element.getAttribute(name));
      }
    }
    return [document.title, ...found];
  });
  const shown = new Set(texts.map(text => text?.trim() ?? ''));
  return [...shown].filter(text => patterns.some(each => each.test(text)));
}
