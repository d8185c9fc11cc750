import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNomadAgent } from '../scripts/engines/nomad.mjs';
import { openBrowser, signIn, type Session } from './support/browser.mts';
import { writeFarHello } from './support/farHello.mts';
import type { RunningPortal } from './support/launchPortal.mts';
import { canBeUsed } from './support/looks.mts';
import { nomadSites } from './support/nomadSites.mts';
import { prepareJourney, type Journey } from './support/prepareJourney.mts';
import { typeInTerminal } from './support/terminal.mts';
import { pressAndConfirm, reachesState } from './support/workloadPage.mts';

const NOMAD_PORT = 19_700;
type Agent = Awaited<ReturnType<typeof startNomadAgent>>;

// One journey, told in order, on a real federation of two sites.
describe('a tool on a site of Nomad', () => {
  let journey: Journey;
  let server: Agent;
  let node: Agent;
  let portal: RunningPortal;
  let ada: Session;

  beforeAll(async () => {
    journey = await prepareJourney('nomad-e2e');
    await writeFarHello(journey.folder);
    server = await startNomadAgent({
      name: 'e2e-server',
      port: NOMAD_PORT,
      extra: { server: { heartbeat_grace: '1s', min_heartbeat_ttl: '1s' } },
    });
    node = await startNomadAgent({
      name: 'e2e-node',
      port: NOMAD_PORT + 10,
      datacenter: 'dc-b',
      server: false,
      join: `127.0.0.1:${NOMAD_PORT + 1}`,
    });
    const sites = { 'dc-a': 'Site of the server', 'dc-b': 'Site by the sea' };
    portal = await journey.start(30, {
      workloads: { nomad: nomadSites(NOMAD_PORT, sites) },
    });
    ada = await openBrowser();
    await signIn(ada.page, 'Ada Fuller', portal.url);
  });

  afterAll(async () => {
    await ada?.close();
    await portal?.stop();
    await node?.stop();
    await server?.stop();
    await journey?.end();
  });

  it('is deployed at the site that was chosen', async () => {
    const { page } = ada;
    await page.goto(`${portal.url}/deploy?ref=aitool:default/far-hello`);
    const where = page.getByRole('radiogroup', { name: 'Where' });
    await where.waitFor({ timeout: 60_000 });
    await where.getByRole('radio', { name: /This machine/ }).waitFor();
    await where.getByRole('radio', { name: /Site of the server/ }).waitFor();
    const sea = where.getByRole('radio', { name: /Site by the sea/ });
    // Its label covers it.
    await sea.check({ force: true });
    await canBeUsed(page, 'deploy-nomad');
    await page.getByRole('button', { name: 'Deploy', exact: true }).click();
    await page.waitForURL(/\/workloads\/[0-9a-f-]{36}/);
    await reachesState(page, 'Running');
    await page.getByText('Site by the sea').first().waitFor();
  });

  it('takes its share of the site, as the page of sites shows', async () => {
    const { page } = ada;
    const workload = page.url();
    await page.goto(`${portal.url}/sites`);
    const sea = page.getByRole('region', { name: 'Site by the sea' });
    await sea.getByText('1.5 of 2 free').waitFor();
    await sea.getByText('Taking work: 1').waitFor();
    await canBeUsed(page, 'sites-nomad');
    await page.goto(workload);
    await reachesState(page, 'Running');
  });

  it('shows its log, and opens on an origin of its own', async () => {
    const { page, context } = ada;
    await expect
      .poll(
        () => page.getByRole('log', { name: 'Output of web' }).innerText(),
        { timeout: 20_000 },
      )
      .toContain('Listening');
    const opening = context.waitForEvent('page');
    await page.getByRole('button', { name: 'Open The page' }).click();
    const opened = await opening;
    await opened
      .getByText('This page is made by a process of')
      .waitFor({ timeout: 30_000 });
    await opened.close();
  });

  it('has a terminal in it', async () => {
    const line = 'echo "job $((6 * 7)) of $NOMAD_JOB_NAME"';
    await typeInTerminal(ada.page, { line, answer: 'job 42 of ' });
  });

  it('says by itself that its node went away, and that it is back', async () => {
    const { page } = ada;
    await node.kill();
    await reachesState(page, 'Lost');
    await page
      .getByText(/does not answer/)
      .first()
      .waitFor();
    await canBeUsed(page, 'workload-node-away');
    await node.start();
    await reachesState(page, 'Running');
  });

  it('is stopped, started again and deleted, and leaves nothing at Nomad', async () => {
    const { page } = ada;
    await pressAndConfirm(page, 'Stop');
    await reachesState(page, 'Stopped');
    await pressAndConfirm(page, 'Restart');
    await reachesState(page, 'Running');
    await pressAndConfirm(page, 'Delete');
    await page
      .getByText('This workload was deleted')
      .waitFor({ timeout: 30_000 });
    const jobs = await fetch(`${server.url}/v1/jobs`);
    expect(await jobs.json()).toEqual([]);
  });
});
