import { describe, expect, it } from 'vitest';
import { useBench } from './__testUtils__/bench';
import { inTerminal, runCli } from './__testUtils__/runCli';
import { workload } from './__testUtils__/samples';
import { exitCodes } from './lib/errors';

const bench = useBench();
const route = '/api/accounts/v1/secrets';
const at = '2026-11-28T10:00:00.000Z';
const secret = {
  ...{ id: 's-1', name: 'hf', kind: 'token', scope: 'personal', version: 1 },
  ...{ createdAt: at, changedAt: at, usedBy: [] },
};
const list = {
  json: {
    items: [secret],
    store: { state: 'ready' },
    communities: [],
  },
};

const withInput = (input: string, ...args: string[]) =>
  runCli(args, { home: bench.home, input });

describe('secrets', () => {
  it('come from standard input, and from no argument', async () => {
    await bench.signedIn();
    bench.portal.answers[`POST ${route}`] = [{ status: 201, json: secret }];
    const { stdout } = await withInput('hf_123\n', 'secret', 'set', 'hf');
    expect(stdout).toBe('Kept: hf, value 1\n');
    expect(bench.portal.calls.at(-1)).toMatchObject({
      method: 'POST',
      body: {
        ...{ name: 'hf', kind: 'token', scope: 'personal' },
        value: { text: 'hf_123' },
      },
    });
    const { exitCode } = await bench.astrolabe('secret', 'set', 'hf', 'hf_1');
    expect(exitCode).toBe(exitCodes.usage);
  });

  it('are typed into a terminal, which does not show them', async () => {
    await bench.signedIn();
    bench.portal.answers[`POST ${route}`] = [{ status: 201, json: secret }];
    const { home } = bench;
    const terminal = inTerminal(['secret', 'set', 'hf'], { home });
    await expect
      .poll(() => terminal.seen.screen, { timeout: 60_000 })
      .toContain('The token:');
    terminal.write('hf_typedd\u007f\r');
    expect(await terminal.exited).toBe(0);
    expect(terminal.seen.screen).toContain('Kept: hf, value 1');
    expect(terminal.seen.screen).not.toContain('hf_');
    expect(bench.portal.calls.at(-1)).toMatchObject({
      body: { value: { text: 'hf_typed' } },
    });
    const broken = inTerminal(['secret', 'set', 'hf'], { home });
    await expect
      .poll(() => broken.seen.screen, { timeout: 60_000 })
      .toContain('The token:');
    broken.write('hf_ty\u0003');
    expect(await broken.exited).toBe(exitCodes.interrupted);
  });

  it('are files as they are, with the end of their last line', async () => {
    await bench.signedIn();
    bench.portal.answers[`POST ${route}`] = [{ status: 201, json: secret }];
    await withInput('a\nb\n', 'secret', 'set', 'f', '--kind', 'file');
    expect(bench.portal.calls.at(-1)).toMatchObject({
      body: { kind: 'file', value: { text: 'a\nb\n' } },
    });
  });

  it('are made by the portal, and only then printed', async () => {
    await bench.signedIn();
    const made = { ...secret, generated: 'made-by-it' };
    bench.portal.answers[`POST ${route}`] = [{ status: 201, json: made }];
    const args = ['secret', 'set', 'db', '--kind', 'password', '--generate'];
    expect((await bench.astrolabe(...args)).stderr).toContain('--user');
    const { stdout } = await bench.astrolabe(...args, '--user', 'robot');
    expect(stdout).toBe('made-by-it\n');
    expect(bench.portal.calls.at(-1)).toMatchObject({
      body: { generate: true, value: { user: 'robot' } },
    });
  });

  it('are changed, looked back at and removed by name', async () => {
    await bench.signedIn();
    const used = { what: 'use', version: 1, by: 'workloads' };
    const event = { ...used, objectId: workload.id, at };
    const past = { json: { items: [event] } };
    Object.assign(bench.portal.answers, {
      [`GET ${route}`]: [list, list, list, list],
      [`PUT ${route}/s-1/value`]: [{ json: { ...secret, version: 2 } }],
      [`GET ${route}/s-1/history`]: [past, past],
      [`DELETE ${route}/s-1`]: [{ status: 204 }],
    });
    const changed = await withInput('hf_456', 'secret', 'rotate', 'hf');
    expect(changed.stdout).toBe('Kept: hf, value 2\n');
    expect(changed.stderr).toContain(
      `With the value before: Plankton: astrolabe restart ${workload.id}`,
    );
    const told = await bench.astrolabe('secret', 'history', 'hf');
    expect(told.stdout).toContain(workload.id);
    const asked = await bench.astrolabe('secret', 'rm', 'hf');
    expect(asked.exitCode).toBe(exitCodes.usage);
    const gone = await bench.astrolabe('secret', 'rm', 'hf', '--yes');
    expect(gone.stdout).toBe('Removed: hf\n');
  });

  it('that one does not have are not found, and a store that is away is said', async () => {
    await bench.signedIn();
    const store = { state: 'sealed', reason: 'Vault is sealed' };
    const sealed = { json: { ...list.json, store } };
    bench.portal.answers[`GET ${route}`] = [sealed, sealed];
    const { stdout, stderr } = await bench.astrolabe('secret', 'list');
    expect(stdout).toMatch(/hf +token +personal/);
    expect(stderr).toContain('Vault is sealed');
    const none = await bench.astrolabe('secret', 'history', 'other');
    expect(none.exitCode).toBe(exitCodes.notFound);
  });

  it('are taken over from another portal, page by page, with a token that is no argument', async () => {
    await bench.signedIn();
    const made = {
      ...{ outcome: 'new', subject: 'a', organisation: 'vo', path: 'x/y' },
      ...{ person: 'user:default/ada', name: 'y', kind: 'token' },
    };
    const gone = { outcome: 'unknown', subject: 'b' };
    bench.portal.answers['POST /api/accounts/v1/secret-imports'] = [
      { json: { items: [made], next: 'a' } },
      { json: { items: [gone] } },
    ];
    const command = ['secret', 'import', '--from-vault', 'https://v.example'];
    const issuer = 'https://login.example';
    const args = [...command, '--community', 'vo=sea', '--issuer', issuer];
    const { stdout } = await withInput('hvs.token\n', ...args);
    expect(stdout).toMatch(/new\s+user:default\/ada\s+vo\/x\/y\s+y/);
    expect(stdout).toContain('1 new, 1 unknown. Nothing was changed: add --do');
    const wish = {
      ...{ address: 'https://v.example', token: 'hvs.token' },
      ...{ mount: 'secrets', path: 'users', dryRun: true },
      ...{ communities: { vo: 'sea' }, issuer },
    };
    const asked = bench.portal.calls.slice(-2).map(({ body }) => body);
    expect(asked).toEqual([wish, { ...wish, after: 'a' }]);
    expect((await withInput('', ...command)).exitCode).toBe(exitCodes.usage);
    // What breaks off says what was done, and where to go on.
    const away = { status: 503, json: { error: { message: 'Away' } } };
    const answers = [{ json: { items: [made], next: 'a/vo/x/y' } }, away];
    const route_ = 'POST /api/accounts/v1/secret-imports';
    bench.portal.answers[route_] = [...answers, ...answers];
    const broken = await withInput('t', ...command, '--after', 'a/vo/x');
    expect(broken.stdout).toMatch(/new\s+user:default\/ada\s+vo\/x\/y\s+y/);
    expect(broken.stderr).toContain("Go on with --after 'a/vo/x/y'");
    expect(broken.exitCode).not.toBe(0);
    expect(bench.portal.calls.at(-2)?.body).toMatchObject({ after: 'a/vo/x' });
    const asJson = await withInput('t', ...command, '--json');
    const told = { items: [made], next: 'a/vo/x/y' };
    expect(JSON.parse(asJson.stdout)).toEqual(told);
  });
});
