import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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

  it('is described in a form and a file that follow each other, and mended by a press', async () => {
    const { page, close } = await openBrowser({ width: 1280 });
    await signIn(page, 'Ada Fuller');
    await page.goto(`${sharedUrl}/modules/-/new`);
    await page.getByRole('link', { name: 'Write metadata' }).click();
    await page.getByRole('textbox', { name: /^Text of/ }).waitFor();
    await page.getByText('0 of 100').waitFor();
    await page.getByLabel('Open a file').setInputFiles({
      name: 'ai4-metadata.yml',
      mimeType: 'application/yaml',
      buffer: Buffer.from(
        [
          '# Of our leaves.',
          'metadata_version: 2.3.0',
          'titel: Leaves',
          'summary: Counts them.',
          'description: Counts the leaves of a plant.',
          'links: { source_code: example.org/leaves }',
          'libraries: [torch]',
          'tasks: [Computer vison]',
          'categories: [AI4 inference] # and no more',
          'tags: [plants]',
          '',
        ].join('\n'),
      ),
    });
    await page.getByText('4 problems.').waitFor();
    await inEveryLook(page, 'metadata-problems');
    await page.getByRole('button', { name: 'Mend these 4' }).click();
    await page.getByText('There is nothing wrong with it.').waitFor();
    const title = page.getByRole('textbox', { name: /^Title/ });
    await title.fill('Leaves of plants');
    await page.getByRole('textbox', { name: /^Licence/ }).fill('MIT');
    // And the other way.
    await page.getByText('tags: [plants]').click();
    await page.keyboard.press('End');
    await page.keyboard.type('\ndata-type: [Image]');
    const image = page.getByRole('checkbox', { name: 'Image', exact: true });
    await expect.poll(() => image.isChecked()).toBe(true);
    await inEveryLook(page, 'metadata-mended');

    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('ai4-metadata.yml');
    expect(readFileSync(await file.path(), 'utf8')).toBe(
      [
        '# Of our leaves.',
        'metadata_version: 2.3.0',
        'title: Leaves of plants',
        'summary: Counts them.',
        'description: Counts the leaves of a plant.',
        'links: { source_code: https://example.org/leaves }',
        'libraries: [PyTorch]',
        'tasks: [Computer Vision]',
        'categories: [AI4 inference] # and no more',
        'tags: [plants]',
        'data-type: [Image]',
        'license: MIT',
        '',
      ].join('\n'),
    );

    await page.getByLabel('Read a file').setInputFiles({
      name: 'CITATION.cff',
      mimeType: 'text/plain',
      buffer: Buffer.from(
        [
          'cff-version: 1.2.0',
          'message: Please cite it.',
          'title: Petals of plants',
          'authors: [{ given-names: Ada, family-names: Fuller }]',
          'keywords: [pytorch, petals]',
        ].join('\n'),
      ),
    });
    await page.getByText(/^Read as Citation File Format 1.2/).waitFor();
    await expect.poll(() => title.inputValue()).toBe('Petals of plants');
    await page.getByText('ai4-metadata has no place for it').waitFor();
    await inEveryLook(page, 'metadata-imported');
    // What is in a file does not ask before one leaves it.
    await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);

    await page.goto(`${sharedUrl}/modules/iris-classifier`);
    await page.getByRole('meter', { name: /of 100$/ }).scrollIntoViewIfNeeded();
    await inEveryLook(page, 'module-complete');
    await page.getByRole('link', { name: 'Edit its metadata' }).click();
    await page.getByText('apiVersion: astrolabe.dev/v1alpha1').waitFor();
    expect(
      await page.getByRole('textbox', { name: /^Title/ }).inputValue(),
    ).toMatch(/iris/i);
    await close();
  });
});
