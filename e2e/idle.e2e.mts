import { afterAll, beforeAll, describe, it } from 'vitest';
import { startNomadAgent } from '../scripts/engines/nomad.mjs';
import { openBrowser, signIn, type Session } from './support/browser.mts';
import { writeFarHello } from './support/farHello.mts';
import type { RunningPortal } from './support/launchPortal.mts';
import { canBeUsed, looks } from './support/looks.mts';
import { picture } from './support/picture.mts';
import { nomadSites } from './support/nomadSites.mts';
import { prepareJourney, type Journey } from './support/prepareJourney.mts';
import { deployed, reachesState } from './support/workloadPage.mts';

const NOMAD_PORT = 19_730;
const SECOND = 1 / 3600;

// Real processes here and on Nomad, as their engines measure them.
describe('what nobody uses', () => {
  let journey: Journey;
  let nomad: Awaited<ReturnType<typeof startNomadAgent>>;
  let portal: RunningPortal;
  let max: Session;
  let kept: string;

  const deploy = async (tool: string, site = 'This machine') => {
    const { page } = max;
    await page.goto(`${portal.url}/deploy?ref=aitool:default/${tool}`);
    const where = page.getByRole('radiogroup', { name: 'Where' });
    const radio = where.getByRole('radio', { name: new RegExp(site) });
    // Its label covers it.
    await radio.check({ force: true });
    return deployed(page);
  };

  beforeAll(async () => {
    journey = await prepareJourney('idle');
    await writeFarHello(journey.folder);
    nomad = await startNomadAgent({ name: 'e2e-idle', port: NOMAD_PORT });
    // Hours, as short as a person in a hurry could answer within.
    const hours = { afterHours: 5 * SECOND, graceHours: 25 * SECOND };
    portal = await journey.start(90, {
      workloads: {
        usage: { everySeconds: 1 },
        idle: { ...hours, snapshot: true },
        resyncSeconds: 2,
        nomad: nomadSites(NOMAD_PORT, { 'dc-a': 'Far site' }),
      },
    });
    max = await openBrowser();
    await signIn(max.page, 'Max Manager', portal.url);
  });

  afterAll(async () => {
    await max?.close();
    await portal?.stop();
    await nomad?.stop();
    await journey?.end();
  });

  it('says what it uses and when it would be stopped, and is kept for a day when its owner says so', async () => {
    const { page } = max;
    kept = await deploy('hello-web');
    await page.getByText('Nobody uses it').waitFor({ timeout: 60_000 });
    const usage = page.getByRole('region', { name: 'Usage' });
    await usage.getByText(/of 0.5 on average/).waitFor();
    for (const { look, dark, width } of looks) {
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
      await page.setViewportSize({ width, height: 900 });
      await page.getByText('Nobody uses it').waitFor();
      await canBeUsed(page, `idle-${look}`);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    await page
      .getByRole('button', { name: 'Keep it running for a day' })
      .click();
    await page.getByText(/^It is kept running until/).waitFor();
    await usage.scrollIntoViewIfNeeded();
    await picture(page, 'usage');
  });

  it('is stopped after two warnings, here and on Nomad, and saved first where that can be', async () => {
    const { page } = max;
    const here = await deploy('hello-web');
    await deploy('far-hello', 'Far site');
    await page.getByText('Far site').first().waitFor();
    const far = page.url();
    // It keeps no files of what has ended, and says so before it is stopped.
    await page.getByRole('button', { name: /^Stop/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/begins with an empty folder/).waitFor();
    await canBeUsed(page, 'stop-loses-files');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.goto(`${portal.url}/workloads`);
    await page
      .getByText(/^Stops, unused:/)
      .first()
      .waitFor({ timeout: 60_000 });
    await canBeUsed(page, 'idle-list');
    for (const url of [here, far]) {
      await page.goto(url);
      await reachesState(page, 'Stopped', 200_000);
      await page
        .getByText(/nobody used it/i)
        .first()
        .waitFor();
    }
    await page.goto(`${portal.url}/workloads?tab=snapshots`);
    const card = page.getByRole('listitem').filter({ hasText: 'Hello, web' });
    await card.getByText('Complete').waitFor();
    await page.goto(kept);
    await reachesState(page, 'Running');
  });
});
