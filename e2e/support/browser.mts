import AxeBuilder from '@axe-core/playwright';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { sharedUrl } from './sharedPortal.mts';

/** Portals of journeys; what runs behind a gateway has a name of its own there. */
const PORTAL = /^http:\/\/localhost[:/]/;

/** People that development sign-in offers, by the name on their card. */
export type Person =
  | 'Nia Newcomer'
  | 'Ada Fuller'
  | 'Max Manager'
  | 'Olga Operator';

export interface Session {
  context: BrowserContext;
  page: Page;
  /** Addresses outside this machine that a page of the portal asked for. */
  foreignRequests: string[];
  close(): Promise<void>;
}

/** A browser of its own, so that sessions never share cookies or storage. */
export async function openBrowser(
  options: { width?: number; dark?: boolean } = {},
): Promise<Session> {
  const profile = await mkdtemp(path.join(tmpdir(), 'astrolabe-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    viewport: { width: options.width ?? 1280, height: 900 },
    colorScheme: options.dark ? 'dark' : 'light',
  });
  const foreignRequests: string[] = [];
  context.on('request', request => {
    const { hostname, protocol } = new URL(request.url());
    const own = hostname === 'localhost' || hostname.endsWith('.localhost');
    // What a workload's own page asks for is its program's business.
    const isPortal = PORTAL.test(request.frame().url());
    if (/^(http|ws)/.test(protocol) && !own && isPortal)
      foreignRequests.push(request.url());
  });
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    context,
    page,
    foreignRequests,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Opens the portal and signs in by the sign-in page. */
export async function signIn(
  page: Page,
  person: Person,
  portalUrl = sharedUrl,
) {
  await page.goto(portalUrl);
  await page.getByRole('button', { name: new RegExp(person) }).click();
  await page.locator('#main-content').waitFor();
}

/** What axe finds against WCAG 2.2 A and AA, as lines that one can read. */
export async function axeProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // Of react-aria: names what it has read out for seconds after that is gone.
    .exclude('[data-live-announcer]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(
    violation =>
      `${violation.id}: ${violation.help} — ${violation.nodes
        .slice(0, 3)
        .map(node => `${node.target.join(' ')} ${node.html.slice(0, 200)}`)
        .join(' | ')}`,
  );
}
