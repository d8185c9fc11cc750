import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from './lib/errors';
import { useBench } from './__testUtils__/bench';
import { workload } from './__testUtils__/samples';

const bench = useBench();

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
