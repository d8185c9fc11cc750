import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { startNomadAgent } from '../scripts/engines/nomad.mjs';
import { root } from '../scripts/lib/process.mjs';
import { openBrowser, signIn, type Session } from './support/browser.mts';
import { writeFarHello } from './support/farHello.mts';
import { launchPortal, type RunningPortal } from './support/launchPortal.mts';
import { canBeUsed, looks } from './support/looks.mts';
import { deployed, reachesState } from './support/workloadPage.mts';

const port = Number(process.env.ASTROLABE_E2E_PORT ?? 7107) + 90;
const nomadPort = 19_730;
const SECOND = 1 / 3600;

const config = (tools: string) => ({
  assets: { files: { roots: [path.join(root, 'catalog-info'), tools] } },
  workloads: {
    usage: { everySeconds: 1 },
    // Hours, as short as a person in a hurry could answer within.
    idle: { afterHours: 8 * SECOND, graceHours: 20 * SECOND, snapshot: true },
    nomad: {
      url: `http://127.0.0.1:${nomadPort}`,
      drivers: { processes: 'raw_exec' },
      logBytes: 2 * 1024 ** 2,
      regions: [
        { name: 'r1', sites: [{ datacenter: 'dc-a', title: 'Far site' }] },
      ],
    },
  },
});

// Real processes here and on Nomad, as their engines measure them.
describe('what nobody uses', () => {
  let folder: string;
  let nomad: Awaited<ReturnType<typeof startNomadAgent>>;
  let portal: RunningPortal;
  let max: Session;
  const urls: string[] = [];

  const deploy = async (tool: string) => {
    const { page } = max;
    await page.goto(`${portal.url}/deploy?ref=aitool:default/${tool}`);
    return deployed(page);
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-idle-'));
    await writeFarHello(folder);
    const file = path.join(folder, 'config.yaml');
    await writeFile(file, JSON.stringify(config(folder)));
    nomad = await startNomadAgent({ name: 'e2e-idle', port: nomadPort });
    const data = path.join(folder, 'data');
    portal = await launchPortal({ port, data, config: file });
    max = await openBrowser();
    await signIn(max.page, 'Max Manager', portal.url);
  });

  afterAll(async () => {
    await max?.close();
    await portal?.stop();
    await nomad?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is kept running for a day, because its owner was warned and says so', async () => {
    const { page } = max;
    urls.push(await deploy('hello-web'));
    await page.getByText('Nobody uses it').waitFor({ timeout: 60_000 });
    await page
      .getByRole('button', { name: 'Keep it running for a day' })
      .click();
    await page.getByText(/^It is kept running until/).waitFor();
  });

  it('is saved and stopped after two warnings, and says why', async () => {
    const { page } = max;
    urls.push(await deploy('hello-web'));
    await page.getByText('Nobody uses it').waitFor({ timeout: 60_000 });
    await reachesState(page, 'Stopped', 120_000);
    await page
      .getByText(/nobody used it/i)
      .first()
      .waitFor();
    await page.goto(`${portal.url}/workloads?tab=snapshots`);
    const card = page.getByRole('listitem').filter({ hasText: 'Hello, web' });
    await card.getByText('Complete').waitFor();
    await page.goto(urls[0]);
    await reachesState(page, 'Running');
  });

  it('is stopped on a site of Nomad too', async () => {
    const { page } = max;
    await deploy('far-hello');
    await page.getByText('Far site').first().waitFor();
    await page.getByText('Nobody uses it').waitFor({ timeout: 60_000 });
    await reachesState(page, 'Stopped', 120_000);
  });

  it.each(looks)(
    'tells in $look what it uses, and when it would be stopped',
    async ({ look, dark, width }) => {
      const { page, close } = await openBrowser({ dark, width });
      await signIn(page, 'Max Manager', portal.url);
      await page.goto(`${portal.url}/deploy?ref=aitool:default/hello-web`);
      await deployed(page);
      await page.getByText('Nobody uses it').waitFor({ timeout: 60_000 });
      await canBeUsed(page, `idle-${look}`);
      const usage = page.getByRole('region', { name: 'Usage' });
      await usage.getByText(/of 0.5 on average/).waitFor();
      await usage.scrollIntoViewIfNeeded();
      await canBeUsed(page, `usage-${look}`);
      await page.goto(`${portal.url}/workloads`);
      await page
        .getByText(/^Stops, unused:/)
        .first()
        .waitFor();
      await canBeUsed(page, `idle-list-${look}`);
      await close();
    },
  );
});
