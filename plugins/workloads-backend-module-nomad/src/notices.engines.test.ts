/* eslint-disable @backstage/no-relative-monorepo-imports, @backstage/no-mixed-plugin-imports -- the whole room behind its door, over a real engine */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createShelf,
  eventually,
  MailServer,
  mailOf,
  manifest,
  put,
  startWorkloads,
  type Portal,
} from '../../workloads-backend/src/__testUtils__';
import { ask, NomadSetup } from './__testUtils__/NomadSetup';

const WAIT_SECONDS = 2;

let setup: NomadSetup;
let mail: MailServer;
let portal: Portal;

beforeAll(async () => {
  setup = await NomadSetup.start();
  mail = await MailServer.start();
  const shelf = createShelf();
  const command = [process.execPath, '-e', 'setInterval(() => {}, 1000)'];
  const [task] = manifest.workload.tasks;
  const { form, workload } = manifest;
  const waiter = { ...task, command, ports: [] };
  put(shelf, 'waiter', {
    form,
    workload: { ...workload, tasks: [waiter], endpoints: [], secrets: [] },
  });
  portal = await startWorkloads({
    engine: setup.engine() as never,
    shelf,
    config: mail.config,
  });
});

afterAll(async () => {
  await portal?.stop();
  await mail?.stop();
  await setup?.dispose();
});

/** Whether Nomad's only machine takes new work. */
async function setEligible(isEligible: boolean) {
  const { url } = setup.agent;
  const [{ ID }] = await ask<{ ID: string }[]>(url, '/nodes');
  const Eligibility = isEligible ? 'eligible' : 'ineligible';
  await ask(url, `/node/${ID}/eligibility`, {
    method: 'PUT',
    body: JSON.stringify({ NodeID: ID, Eligibility }),
  });
}

describe('a notice of what runs on Nomad', () => {
  it('comes once, by mail, when what waited longer than I said is ready; not of what began at once', async () => {
    const nia = portal.as('nia');
    const wish = { afterSeconds: WAIT_SECONDS, mail: true, language: 'en' };
    await nia.put('/v1/notices').send(wish).expect(200);

    await setEligible(false);
    const waits = await nia.launch({}, { tool: 'waiter' }).expect(201);
    await new Promise(resolve => setTimeout(resolve, WAIT_SECONDS * 1000));
    await nia.until(waits.body.id, 'queued');
    expect(mail.mails).toEqual([]);
    await setEligible(true);
    await nia.until(waits.body.id, 'running');
    await eventually(() => expect(mail.mails).toHaveLength(1));
    const [{ to, raw }] = mail.mails;
    expect(to).toEqual([mailOf('nia')]);
    expect(raw).toContain('Subject: Ready: Hello');
    expect(raw).toContain(`/workloads/${waits.body.id}`);

    const later = { ...wish, afterSeconds: 600 };
    await nia.put('/v1/notices').send(later).expect(200);
    const begins = await nia.launch({}, { tool: 'waiter' }).expect(201);
    await nia.until(begins.body.id, 'running');
    await new Promise(resolve => setTimeout(resolve, 1500));
    expect(mail.mails).toHaveLength(1);
  });
});
