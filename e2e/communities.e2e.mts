import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../scripts/lib/process.mjs';
import { openBrowser, signIn, type Session } from './support/browser.mts';
import { launchPortal, type RunningPortal } from './support/launchPortal.mts';
import { canBeUsed, inEveryLook } from './support/looks.mts';
import { deployed, reachesState } from './support/workloadPage.mts';
import { ownPort } from './support/sharedPortal.mts';

/** What each of the examples has to look and be like. */
const examples = [
  {
    id: 'ocean',
    title: 'Ocean Lab',
    accents: { light: '#00696b', dark: '#6fe0dc' },
    places: ['Home', 'Modules', 'Tools', 'My workloads', 'Sites', 'Our site'],
    says: 'Welcome aboard',
    tool: 'JupyterLab',
    otherTool: 'mlflow',
  },
  {
    id: 'forest',
    title: 'Forest Observatory',
    accents: { light: '#8a3b12', dark: undefined },
    places: ['Home', 'Datasets', 'Models', 'Tools', 'My workloads'],
    says: 'Counts of trees and flowers',
    tool: 'MLflow',
    otherTool: 'jupyterlab',
  },
];

describe('communities with portals of their own', () => {
  let folder: string;
  let portal: RunningPortal;
  let session: Session;
  const asked = new Set<string>();

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-communities-'));
    await cp(path.join(root, 'communities'), folder, { recursive: true });
    const config = path.join(folder, 'portal.yaml');
    await writeFile(
      config,
      'communities: { list: [{ $include: ocean.yaml }, { $include: forest.yaml }] }',
    );
    const port = ownPort(60);
    const data = path.join(folder, 'data');
    portal = await launchPortal({ port, data, config });
    session = await openBrowser();
    session.context.on('request', each => {
      if (each.url().startsWith('http')) asked.add(new URL(each.url()).host);
    });
  });

  afterAll(async () => {
    await session?.close();
    await portal?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const hostOf = (id: string) =>
    portal.url.replace('localhost', `${id}.localhost`);

  async function open(address: string) {
    await session.page.goto(address);
    await session.page.getByRole('heading', { level: 1 }).first().waitFor();
    await session.page.waitForLoadState('networkidle');
  }

  /** Only the first of the examples has terms of use, which it asks for once. */
  async function acceptsTerms(id: string) {
    const { page } = session;
    await open(hostOf(id));
    if (id !== 'ocean') return;
    await page.getByRole('heading', { name: 'Terms of use' }).waitFor();
    await canBeUsed(page, 'community-terms');
    await page.getByRole('button', { name: 'I accept' }).click();
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await open(hostOf(id));
  }

  describe.each(examples)('$title, at its host', example => {
    const { id, title, accents, places, says, tool, otherTool } = example;

    it('welcomes whoever comes in its own look', async () => {
      const { page } = session;
      await open(hostOf(id));
      await page
        .getByRole('heading', { name: `Welcome to ${title}` })
        .waitFor();
      await canBeUsed(page, `community-${id}-sign-in`);
    });

    it('has its own home page and navigation, light, dark and narrow', async () => {
      const { page } = session;
      await signIn(page, 'Ada Fuller', hostOf(id));
      await acceptsTerms(id);
      await page.getByText(says).waitFor();
      expect(await page.title()).toContain(title);
      const links = page
        .getByRole('navigation', { name: 'Main' })
        .getByRole('link');
      expect(await links.allTextContents()).toEqual(
        expect.arrayContaining(places),
      );
      expect((await links.allTextContents()).slice(0, places.length)).toEqual(
        places,
      );
      expect(await accentOf(page)).toBe(accents.light);
      await inEveryLook(page, `community-${id}-home`);
      await page.emulateMedia({ colorScheme: 'dark' });
      await expect.poll(() => accentOf(page)).not.toBe(accents.light);
      if (accents.dark) expect(await accentOf(page)).toBe(accents.dark);
      await page.emulateMedia({ colorScheme: 'light' });
    });

    it('shows its part of the catalogue, and nothing else', async () => {
      const { page } = session;
      await open(`${hostOf(id)}/tools`);
      await page.getByRole('link', { name: tool }).first().waitFor();
      await open(`${hostOf(id)}/tools/${otherTool}`);
      await page
        .getByText(/named|nothing of this name/)
        .first()
        .waitFor();
    });
  });

  it('look and show the same by path, until one goes elsewhere', async () => {
    const { page } = session;
    await signIn(page, 'Ada Fuller', portal.url);
    await open(`${portal.url}/c/forest/models`);
    expect(page.url()).toBe(`${portal.url}/models`);
    expect(await page.title()).toContain('Forest Observatory');
    expect(await accentOf(page)).toBe('#8a3b12');
    await open(`${portal.url}/c/ocean`);
    expect(await accentOf(page)).toBe('#00696b');
    await open(`${portal.url}/c/default`);
    expect(await page.title()).toContain('Astrolabe');
    await page.getByRole('link', { name: 'Datasets' }).first().waitFor();
  });

  it('are switched between in the menu; what was launched stays where it was', async () => {
    const { page } = session;
    const switchTo = async (community: string) => {
      await page.getByRole('button', { name: /Ada Fuller/ }).click();
      await page
        .getByRole('menuitem', { name: `Switch to ${community}` })
        .click();
    };
    await open(`${portal.url}/workloads`);
    await switchTo('Ocean Lab');
    await page
      .getByRole('button', { name: 'Ada Fuller · Demo · Ocean Lab' })
      .waitFor();
    expect(page.url()).toBe(`${portal.url}/workloads`);
    await open(`${portal.url}/deploy?ref=aitool:default/hello-web`);
    await deployed(page);
    await reachesState(page, 'Running');

    await switchTo('Astrolabe');
    await page
      .getByRole('button', { name: 'Ada Fuller · Full · Astrolabe' })
      .waitFor();
    await open(`${portal.url}/workloads`);
    await page.getByText('Community: Ocean Lab').waitFor();
    await inEveryLook(page, 'community-workloads');
    await page.getByRole('button', { name: /Ada Fuller/ }).click();
    await page.getByRole('menu').waitFor();
    await canBeUsed(page, 'community-menu');
    await page.keyboard.press('Escape');
    await open(`${portal.url}/preferences`);
    await page.getByText('Ocean Lab: Demo').waitFor();
    await inEveryLook(page, 'community-preferences');
  });

  it('follow a changed file without a restart, and stay as they were where it is wrong', async () => {
    const { page } = session;
    const file = path.join(folder, 'ocean.yaml');
    const text = await readFile(file, 'utf8');
    const titleThere = async () => {
      await open(hostOf('ocean'));
      return page.title();
    };
    const holds = (title: string) =>
      expect
        .poll(titleThere, { timeout: 60_000, interval: 500 })
        .toContain(title);

    await writeFile(file, text.replace('Ocean Lab', 'Deep Sea Lab'));
    await holds('Deep Sea Lab');
    await writeFile(
      file,
      text.replace("accent: '#00696b'", "accent: '#9fd8d6'"),
    );
    await writeFile(path.join(folder, 'forest.yaml'), 'id: [');
    expect(await titleThere()).toContain('Deep Sea Lab');
    await cp(
      path.join(root, 'communities/forest.yaml'),
      path.join(folder, 'forest.yaml'),
    );
    await writeFile(file, text.replace('Ocean Lab', 'Ocean Laboratory'));
    await holds('Ocean Laboratory');
  });

  it('come to be as the guide for managers says, while the portal runs', async () => {
    const { page } = session;
    const steps = await guideSteps();
    const [begun, own, checked, told, changed] = steps;
    expect(steps).toHaveLength(5);
    await cp(path.join(folder, 'ocean.svg'), path.join(folder, 'sea.svg'));

    await follow(begun);
    await follow(own);
    expect(await follow(checked)).toContain('sea.yaml: valid');
    await follow(told);
    const seen = async () => {
      await open(`${portal.url}/c/sea`);
      return page.title();
    };
    await expect
      .poll(seen, { timeout: 60_000, interval: 500 })
      .toContain('Sea Life');
    await page.getByText('Welcome aboard').waitFor();
    await follow(changed);
    await expect
      .poll(async () => (await seen()) && page.getByText('The pool').count(), {
        timeout: 60_000,
        interval: 500,
      })
      .toBe(1);
  });

  /** Does what a block of the guide says, in the folder of the portal's files. */
  async function follow(block: string): Promise<string> {
    const [, name] = /^# (\S+\.yaml)\n/.exec(block) ?? [];
    if (name) {
      await writeFile(path.join(folder, name), block);
      return '';
    }
    let said = '';
    for (const line of block.trim().split('\n')) {
      const [, words] = /^npm run --silent astrolabe -- (.*)$/.exec(line)!;
      const cli = path.join(root, 'packages/cli/bin/astrolabe');
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [cli, ...words.split(' ')],
        { cwd: folder },
      );
      said += stdout;
    }
    return said;
  }

  it('ask nothing of third parties', () => {
    expect([...asked].filter(host => !/localhost:\d+$/.test(host))).toEqual([]);
  });
});

/** What docs/community-manager.md has one write and call, in its order. */
async function guideSteps(): Promise<string[]> {
  const guide = path.join(root, 'docs/community-manager.md');
  const text = await readFile(guide, 'utf8');
  const fences = text.matchAll(/^```(?:sh|yaml)\n([\s\S]*?)^```$/gm);
  return [...fences].map(([, block]) => block);
}

function accentOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const themed = document.querySelector('[data-theme-name]')!;
    return getComputedStyle(themed).getPropertyValue('--bui-accent-bg').trim();
  });
}
