import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from './lib/errors';
import { errorOf, useBench } from './__testUtils__/bench';
import { refusal } from './__testUtils__/fakePortal';
import { runCli } from './__testUtils__/runCli';
import { workload } from './__testUtils__/samples';

const bench = useBench();
const lastBody = () => bench.portal.calls.at(-1)!.body;

describe('deploying', () => {
  it('sends defaults, then the file, then what was set, in the types of the form', async () => {
    await bench.signedIn();
    const file = path.join(bench.home, 'values.yaml');
    await writeFile(
      file,
      'general: {title: From the file}\nhardware: {cores: 4}',
    );
    const { stdout } = await bench.astrolabe(
      ...['run', 'module/plankton', '--values', file, '--json'],
      ...['--set', 'general.title="}}; ${x} $(y) = z'],
      ...['--set', 'general.tags=a,b', '--set', 'hardware.memory=1.5'],
      ...['--set', 'hardware.debug=true'],
    );

    expect(JSON.parse(stdout).id).toBe(workload.id);
    expect(lastBody()).toEqual({
      entityRef: 'aimodule:default/plankton',
      values: {
        general: { title: '"}}; ${x} $(y) = z', tags: ['a', 'b'] },
        hardware: { memory: 1.5, cores: 4, debug: true },
      },
    });
  });

  it.each([
    ['--set', () => ['--set', 'general.cpus=4']],
    [
      '--values',
      async () => {
        const file = path.join(bench.home, 'values.yaml');
        await writeFile(file, 'general: {cpus: 4}');
        return ['--values', file];
      },
    ],
  ])('knows a field by its former name in %s', async (_, given) => {
    await bench.signedIn();
    await bench.astrolabe('run', 'module/plankton', ...(await given()));
    expect(lastBody()).toMatchObject({
      values: { general: { title: 'Plankton' }, hardware: { cores: 4 } },
    });
  });

  it.each([
    ['hardware.cores=two', 'takes a whole number'],
    ['hardware.cores=', 'takes a whole number'],
    ['hardware.memory=NaN', 'takes a number'],
    ['hardware.debug=maybe', 'takes true or false'],
    ['hardware.gpus=1', "no field 'hardware.gpus'"],
    ['title', 'sets nothing'],
  ])('refuses --set %s before it is sent', async (assignment, message) => {
    await bench.signedIn();
    const result = await bench.astrolabe(
      ...['run', 'module/plankton', '--set', assignment],
    );
    expect(result.exitCode).toBe(exitCodes.usage);
    expect(result.stderr).toContain(message);
    expect(bench.portal.calls.map(call => call.method)).toEqual(['GET']);
  });

  it('asks again with the same key when the answer was lost', async () => {
    await bench.signedIn();
    bench.portal.answers['POST /api/workloads/v1/workloads'] = [
      refusal(503, { name: 'ServiceUnavailableError', message: 'Not now' }),
    ];
    const result = await bench.astrolabe('run', 'module/plankton');
    expect(result.exitCode).toBe(exitCodes.ok);
    const keys = bench.portal.calls
      .filter(call => call.method === 'POST')
      .map(call => call.headers['idempotency-key']);
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });

  it('waits until it runs, and says on the way how far it is', async () => {
    await bench.signedIn();
    const at = (state: string, message: string, progress?: number) => ({
      json: {
        ...workload,
        state,
        changedAt: message,
        reason: { code: 'preparing-environment', message, progress },
      },
    });
    bench.portal.answers['POST /api/workloads/v1/workloads'] = [
      at('queued', 'Waiting'),
    ];
    bench.portal.answers[`GET /api/workloads/v1/workloads/${workload.id}`] = [
      at('starting', 'Installing', 0.4),
      at('starting', 'Installing', 0.4),
    ];
    const result = await bench.astrolabe(
      'run',
      'module/plankton',
      '--wait',
      '--json',
    );
    expect(JSON.parse(result.stdout).state).toBe('running');
    expect(result.stderr.trim().split('\n')).toEqual([
      'queued: Waiting',
      'starting: Installing (40 %)',
      'running: It answers',
    ]);
  });

  it('fails with cause, evidence and next step when what was launched fails', async () => {
    await bench.signedIn();
    bench.portal.answers['POST /api/workloads/v1/workloads'] = [
      {
        json: {
          ...workload,
          state: 'failed',
          reason: {
            code: 'exited-with-error',
            message: 'It ended at once',
            evidence: 'exit code 3',
            nextStep: 'Read its log',
          },
        },
      },
    ];
    const result = await bench.astrolabe('run', 'module/plankton', '--wait');
    expect(result.exitCode).toBe(exitCodes.failure);
    expect(result.stderr).toContain(
      "error: 'Plankton' is failed: It ended at once\n  evidence: exit code 3\n  next step: Read its log\n",
    );
  });

  it('tells what the portal refuses, with its cause and next step', async () => {
    await bench.signedIn();
    bench.portal.answers['POST /api/workloads/v1/workloads'] = [
      refusal(400, {
        name: 'InputError',
        message: 'hardware.memory must be at most 4',
        code: 'form-invalid',
        cause: 'Your tier allows 4 GiB',
        nextStep: 'Ask for less',
      }),
    ];
    // Its name before; scripts have it.
    const result = await bench.astrolabe('deploy', 'module/plankton', '--json');
    expect(result.exitCode).toBe(exitCodes.usage);
    expect(errorOf(result)).toEqual({
      name: 'InputError',
      message: 'hardware.memory must be at most 4',
      code: 'form-invalid',
      cause: 'Your tier allows 4 GiB',
      nextStep: 'Ask for less',
    });
  });

  it('names each field that is wrong as --set does', async () => {
    await bench.signedIn();
    bench.portal.answers['POST /api/workloads/v1/plan'] = [
      refusal(400, {
        name: 'InputError',
        message: 'The form has mistakes',
        problems: [
          { path: '/hardware/cores', message: 'is none', allowed: [1, 2, 4] },
        ],
      }),
    ];
    const result = await bench.astrolabe('plan', 'module/plankton');
    expect(result.exitCode).toBe(exitCodes.usage);
    expect(result.stderr).toBe(
      'error: The form has mistakes\n  hardware.cores: is none (allowed: 1, 2, 4)\n',
    );
  });

  it('launches and plans at the site that was chosen, and nowhere in particular else', async () => {
    await bench.signedIn();
    for (const operation of ['run', 'plan']) {
      const args = [operation, 'module/plankton'];
      await bench.astrolabe(...args, '--site', 'eu.far');
      expect(lastBody()).toMatchObject({ siteId: 'eu.far' });
      await bench.astrolabe(...args);
      expect(lastBody()).not.toHaveProperty('siteId');
    }
  });

  it('names the sites there are when the chosen one is not there', async () => {
    await bench.signedIn();
    const message = "There is no site 'moon'";
    bench.portal.answers['POST /api/workloads/v1/workloads'] = [
      refusal(400, {
        name: 'InputError',
        message,
        code: 'UNKNOWN_SITE',
        problems: [{ path: 'siteId', message, allowed: ['here', 'there'] }],
      }),
    ];
    const result = await bench.astrolabe(
      ...['run', 'module/plankton', '--site', 'moon'],
    );
    expect(result.exitCode).toBe(exitCodes.usage);
    expect(result.stderr).toContain('(allowed: here, there)');
  });

  it('takes secrets from standard input or a file, and from no argument', async () => {
    await bench.signedIn();
    const file = path.join(bench.home, 'key');
    await writeFile(file, 'from the file\n');
    const args = ['run', 'module/plankton', '--secret', 'hub'];
    const input = 'typed in\n';
    const home = bench.home;
    const { stdout } = await runCli([...args, '--secret', `api=${file}`], {
      ...{ home, input },
    });
    expect(lastBody()).toMatchObject({
      secrets: { hub: 'typed in', api: 'from the file' },
    });
    expect(stdout).not.toContain('typed in');
    const both = await runCli([...args, '--secret', 'api'], { home, input });
    expect(both.exitCode).toBe(exitCodes.usage);
    expect(both.stderr).toContain('--secret name=file');
  });

  it('says what is free at each site, and which engine does not answer', async () => {
    await bench.signedIn();
    const { stdout } = await bench.astrolabe('capacity');
    expect(stdout).toMatch(
      /^here +Here +local +2.5 of 8 +8 GiB of 16 GiB +90 GiB of 100 GiB +0 of 0$/m,
    );
    expect(stdout).toMatch(
      /^eu\.far +Far away +nomad-eu +3 of 6 \(1 closed, 2 down\) .* 0 of 8$/m,
    );
    expect(stdout).toMatch(/^eu\.far +Tesla T4 +12 +8 +9 +0$/m);
    expect(stdout).toContain("The engine 'nomad-us' does not answer");
    const json = await bench.astrolabe('capacity', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      items: [{ siteId: 'here' }, { siteId: 'eu.far' }],
      unreachable: [{ engine: 'nomad-us' }],
    });
  });

  it('says what I may use, and what of it is in use', async () => {
    await bench.signedIn();
    const { stdout } = await bench.astrolabe('quotas');
    expect(stdout).toMatch(/^your tier +yours +workloads +50 +3 +1 +yes$/m);
    expect(stdout).toMatch(
      /^Climate +shared +memoryBytes +8 GiB +7 GiB +2 GiB +no$/m,
    );
    const json = await bench.astrolabe('quotas', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      items: [{ quotaId: 'tier' }, { quotaId: 'climate' }],
    });
  });

  it('says when I am mailed, and changes only what I ask for', async () => {
    await bench.signedIn();
    const { stdout } = await bench.astrolabe('notices');
    expect(stdout).toMatch(/^told +of what took 600 s or longer$/m);
    expect(stdout).toMatch(/^by mail +to ada@people\.example$/m);
    expect(bench.portal.calls.at(-1)!.method).toBe('GET');

    const set = await bench.astrolabe('notices', '--after', '2h');
    expect(set.stdout).toMatch(/^told +of what took 7200 s or longer$/m);
    expect(bench.portal.calls.at(-1)!).toMatchObject({
      method: 'PUT',
      body: { afterSeconds: 7200, mail: true, language: 'en' },
    });
    const never = ['--after', 'never', '--mail', 'off', '--language', 'es'];
    await bench.astrolabe('notices', ...never);
    expect(bench.portal.calls.at(-1)!).toMatchObject({
      body: { afterSeconds: null, mail: false, language: 'es' },
    });
    const wrong = await bench.astrolabe('notices', '--after', '31d');
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr).toMatch(/such as 90s, 10m, 2h or 1d, up to 30d/);
  });

  it('says with which other values it could start now, and what each site says to them', async () => {
    await bench.signedIn();
    const advise = ['advise', 'module/plankton'];
    const { stdout } = await bench.astrolabe(...advise, '--site', 'there');
    expect(lastBody()).toMatchObject({ siteId: 'there' });
    expect(stdout).toMatch(
      /^hardware\.gpus=3 \(not 4\) +there +2026-11-25T08:00:00\.000Z$/m,
    );
    expect(stdout).toMatch(/^as it is +now +unknown +never +yes$/m);
    expect(stdout).toMatch(
      /^hardware\.gpus=3 \(not 4\) +now +unknown +now +no$/m,
    );
    expect(stdout).toContain('Time ran out');
    const json = await bench.astrolabe(...advise, '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      suggestions: [{ sites: [{ siteId: 'there' }] }],
    });
  });

  it('plans without launching', async () => {
    await bench.signedIn();
    const { stdout } = await bench.astrolabe('plan', 'module/plankton');
    expect(stdout).toMatch(
      /there +There +local +never +It has no GPU +Ask for no GPU +70 of 100$/m,
    );
    expect(stdout).toMatch(/^- +nomad-us +nomad-us +unknown$/m);
    expect(bench.portal.calls.at(-1)!.path).toBe('/api/workloads/v1/plan');
  });
});
