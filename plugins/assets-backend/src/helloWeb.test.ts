import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- what all tests of servers use
import { freePort } from '../../../scripts/lib/freePort.mjs';

const root = path.resolve(__dirname, '../../../catalog-info/tools/hello-web');
const folder = createMockDirectory();
let stop = () => {};

afterEach(() => stop());

it('logs who comes through the portal, and not the health check', async () => {
  const { spec } = parse(await readFile(path.join(root, 'tool.yaml'), 'utf8'));
  const [file] = spec.manifest.workload.tasks[0].files;
  folder.setContent({ [file.path]: file.content });
  const port = await freePort();
  const program = spawn(process.execPath, [folder.resolve(file.path)], {
    env: {
      GREETING: 'Hello',
      PERSON: 'Ada',
      LISTEN_HOST: '127.0.0.1',
      LISTEN_PORT: String(port),
    },
  });
  stop = () => program.kill();
  let log = '';
  program.stdout.on('data', data => {
    log += data;
  });
  await vi.waitFor(() => expect(log).toContain('Listening on'), 10_000);
  const url = `http://127.0.0.1:${port}`;
  expect((await fetch(`${url}/health-check`)).status).toBe(200);
  const headers = { 'x-forwarded-host': 'x-web.apps.localhost:7008' };
  expect((await fetch(`${url}/visit`, { headers })).status).toBe(200);
  await vi.waitFor(() => expect(log).toContain('GET /visit'), 10_000);
  expect(log).not.toContain('health-check');
});
