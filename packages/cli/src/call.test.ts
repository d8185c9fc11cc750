import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from './lib/errors';
import { useBench } from './__testUtils__/bench';
import { runCli } from './__testUtils__/runCli';
import { workload } from './__testUtils__/samples';

const bench = useBench();

describe('the password of an endpoint', () => {
  const route = `/api/workloads/v1/workloads/${workload.id}/endpoints/api/password`;

  it('is made, and told with the address to hand out', async () => {
    await bench.signedIn();
    const { stdout } = await bench.astrolabe('password', workload.id, 'api');
    expect(stdout).toMatch(/^address +http.*\npassword +made-by-it\n$/);
    const json = await bench.astrolabe(
      'password',
      workload.id,
      'api',
      '--json',
    );
    expect(JSON.parse(json.stdout)).toMatchObject({
      password: 'made-by-it',
      url: expect.stringContaining('http'),
    });
  });

  it('may be my own, which no history of a shell has', async () => {
    await bench.signedIn();
    const { stdout } = await runCli(['password', workload.id, 'api', '--own'], {
      home: bench.home,
      input: 'corals for class 7b\n',
    });
    expect(stdout).toContain('corals for class 7b');
    expect(bench.portal.calls.at(-1)).toMatchObject({
      method: 'POST',
      path: route,
      body: { password: 'corals for class 7b' },
    });
  });

  it('is removed', async () => {
    await bench.signedIn();
    const { stdout } = await bench.astrolabe(
      ...['password', workload.id, 'api', '--remove'],
    );
    expect(stdout).toBe('Removed from api\n');
    expect(bench.portal.calls.at(-1)).toMatchObject({
      method: 'DELETE',
      path: route,
    });
  });
});

describe('calling an endpoint', () => {
  it("sends what is asked with the endpoint's own token", async () => {
    await bench.signedIn();
    const { stdout } = await bench.astrolabe(
      ...['call', workload.id, 'api', '/v2/predict?x=1', '-d', '{"a": 1}'],
    );
    expect(JSON.parse(stdout)).toMatchObject({
      method: 'POST',
      path: '/v2/predict?x=1',
      body: { a: 1 },
      headers: { authorization: 'Bearer endpoint-token' },
    });
  });

  it('sends files as a form', async () => {
    await bench.signedIn();
    const file = path.join(bench.home, 'photo.txt');
    await writeFile(file, 'pixels');
    const { stdout } = await bench.astrolabe(
      ...['call', workload.id, 'api', '/v2/predict', '-F', `image=@${file}`],
      '--json',
    );
    const { status, body } = JSON.parse(stdout);
    expect(status).toBe(200);
    expect(body.body).toContain('filename="photo.txt"');
    expect(body.body).toContain('pixels');
  });

  it('gives a failure when the endpoint does', async () => {
    await bench.signedIn();
    bench.portal.answers['GET /v2/models'] = [
      { status: 500, json: { oh: 'no' } },
    ];
    const result = await bench.astrolabe(
      'call',
      workload.id,
      'api',
      '/v2/models',
    );
    expect(result.exitCode).toBe(exitCodes.failure);
    expect(result.stdout).toBe('{"oh":"no"}');
  });

  it('takes the token to no other place', async () => {
    await bench.signedIn();
    const result = await bench.astrolabe(
      ...['call', workload.id, 'api', '@other.example/v2/'],
    );
    const asked = bench.portal.calls.at(-1)!;
    expect(asked.path).toBe('/@other.example/v2/');
    expect(result.exitCode).not.toBe(exitCodes.ok);
  });

  it('prints a link that opens it', async () => {
    await bench.signedIn();
    expect((await bench.astrolabe('open', workload.id)).stdout).toBe(
      `${bench.portal.url}/.astrolabe/open?ticket=t\n`,
    );
    const unknown = await bench.astrolabe('ticket', workload.id, 'nope');
    expect(unknown.exitCode).toBe(exitCodes.notFound);
    expect(unknown.stderr).toContain('cause: It has api');
  });
});
