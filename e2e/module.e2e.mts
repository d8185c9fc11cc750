import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { openBrowser, signIn } from './support/browser.mts';
import { inEveryLook } from './support/looks.mts';
import { sharedUrl } from './support/sharedPortal.mts';

describe('a module of mine', () => {
  it('is begun by a form, and taken away as a project that is valid', async () => {
    const { page, close } = await openBrowser({ width: 1280 });
    await signIn(page, 'Ada Fuller');
    await page.goto(`${sharedUrl}/modules`);
    await page.getByRole('link', { name: 'Begin a new one' }).click();
    await page.getByRole('link', { name: 'AI module', exact: true }).click();

    const fill = (name: RegExp, text: string) =>
      page.getByRole('textbox', { name }).fill(text);
    const save = page.getByRole('button', { name: 'Download as zip' });
    await save.click();
    await page.getByText('Something is missing or wrong').waitFor();
    await fill(/^Title/, `Ñandú's "counter"`);
    await fill(/^In one sentence/, 'Counts: {{ all }} of them.');
    await fill(/^Description/, '# Birds\n\nIt *counts* them.');
    await fill(/^Where its repository/, 'https://github.com/example');
    await page.getByRole('button', { name: 'Add to Authors' }).click();
    await fill(/^Author/, `José "Pepe" O'Neill <pepe@example.org>`);
    await page.getByText('Computer Vision', { exact: true }).click();
    await page.getByText('Image', { exact: true }).click();
    await page.getByText(/\d+ files in the folder nandu-s-counter/).waitFor();
    await inEveryLook(page, 'new-module-filled');

    await page.getByRole('button', { name: /^README\.md.*File$/ }).click();
    await page.getByRole('option', { name: 'ai4-metadata.yml' }).click();
    await page.getByText('metadata_version: "2.3.0"').waitFor();

    const [file] = await Promise.all([
      page.waitForEvent('download'),
      save.click(),
    ]);
    expect(file.suggestedFilename()).toBe('nandu-s-counter.zip');
    const names = execFileSync(
      'python3',
      ['-m', 'zipfile', '-l', await file.path()],
      { encoding: 'utf8' },
    );
    expect(names).toContain('nandu-s-counter/src/nandu_s_counter/api.py');
    await close();
  });
});
