import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderPiece } from '../__testUtils__/renderPiece';
import { attacks } from './__testUtils__/attacks';
import { Markdown } from './Markdown';

/** What nobody's text has to bring into a page. */
const dangerous = new Set([
  ...['script', 'style', 'iframe', 'object', 'embed', 'svg', 'math', 'form'],
  ...['base', 'meta', 'link', 'template', 'img', 'video', 'audio', 'button'],
  ...['details', 'textarea', 'select', 'frame', 'applet'],
]);

describe('Markdown of authors that we do not know', () => {
  it.each(attacks)('brings no code by %s', async (_what, text) => {
    const { container } = renderPiece(
      <Markdown>{`${text}\n\nThe end.`}</Markdown>,
    );
    await screen.findAllByText(/The end/);
    const all = [...container.querySelectorAll('*')];
    const names = all.map(({ localName }) => localName);
    expect(names.filter(name => dangerous.has(name))).toEqual([]);
    for (const element of all) {
      for (const { name, value } of element.attributes) {
        expect([name, name.startsWith('on')]).toEqual([name, false]);
        expect(['style', 'srcdoc', 'action', 'formaction']).not.toContain(name);
        if (['href', 'src', 'data'].includes(name)) {
          // As a browser reads it, on a page of the portal.
          const { protocol } = new URL(value, 'https://portal.example');
          expect([value, protocol]).toEqual([
            value,
            expect.stringMatching(/^https?:$/),
          ]);
        }
      }
    }
  });

  it('takes no longer than its length asks for', () => {
    const texts = ['[', '*a_', '`', '<', '> ', '![x](', '| a ', '[^1]', '**'];
    for (const part of texts) {
      const begin = performance.now();
      renderPiece(<Markdown>{part.repeat(2_000)}</Markdown>);
      expect([part, performance.now() - begin < 20_000]).toEqual([part, true]);
    }
  }, 120_000);
});
