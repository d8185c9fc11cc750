import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const script = path.resolve(
  __dirname,
  '../../../../templates/ai-module-minimal/skeleton/checks/portal.py',
);
const TOKEN = 'ast_secret';

describe('the script of a project that asks a portal', () => {
  let folder: string;
  const servers: Server[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-ask-'));
    await writeFile(path.join(folder, 'ai4-metadata.yml'), 'title: x\n');
  });
  afterEach(async () => {
    servers.splice(0).forEach(server => server.close());
    await rm(folder, { recursive: true });
  });

  /** A server, and what it was asked. */
  async function serve(answer: RequestListener) {
    const asked: IncomingMessage[] = [];
    const server = createServer((request, response) => {
      asked.push(request);
      answer(request.resume(), response);
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, asked };
  }
  const answers = (status: number, body: unknown) =>
    serve((_, response) =>
      response.writeHead(status).end(JSON.stringify(body)),
    );

  /** What it said, and whether that fails the checks. */
  async function run(url: string, token = TOKEN) {
    const env = { ASTROLABE_URL: url, ASTROLABE_TOKEN: token };
    const child = execFile('python3', [script], {
      cwd: folder,
      env: { PATH: process.env.PATH, ...env },
    });
    let said = '';
    child.stdout!.on('data', text => (said += text));
    child.stderr!.on('data', text => (said += text));
    const [code] = await once(child, 'close');
    expect(said).not.toContain(TOKEN);
    return { said, fails: code !== 0 };
  }

  it('asks with a token that was pasted with the end of its line', async () => {
    const portal = await answers(200, { valid: true, problems: [] });
    const { said, fails } = await run(`${portal.url}/\n`, `${TOKEN}\n`);
    expect(said).toContain('nothing wrong');
    expect(fails).toBe(false);
    expect(portal.asked[0].url).toBe('/api/assets/v1/check');
    expect(portal.asked[0].headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it('shows no token that cannot be sent', async () => {
    const { url } = await answers(200, {});
    expect((await run(url, `${TOKEN}\n${TOKEN}`)).said).toMatch(/not asked/);
    expect((await run(url, `${TOKEN}漢`)).said).toMatch(/not asked/);
    await run('http://127.0.0.1:x');
  });

  it('goes nowhere else with the token, and says where that would be', async () => {
    const other = await answers(200, { valid: true, problems: [] });
    const said = `ASTROLABE_URL leads elsewhere: name what is at ${other.url}/there\n`;
    const led = async (status: number) => {
      const portal = await serve((_, response) =>
        response.writeHead(status, { location: `${other.url}/there` }).end(),
      );
      expect(await run(portal.url)).toEqual({ said, fails: true });
    };
    await Promise.all([301, 303, 308].map(led));
    expect(other.asked).toHaveLength(0);
  });

  it('sends no token that others on the way could read', async () => {
    const { said, fails } = await run('http://portal.invalid');
    expect(said).toContain('has to begin with https://');
    expect(fails).toBe(true);
  });

  it('fails for a token that is refused alone, and says what the portal says', async () => {
    const error = { message: 'Its audience is another', nextStep: 'Ask for y' };
    const told = async (status: number, fails: boolean) => {
      const { url } = await answers(status, { error });
      const found = await run(url);
      expect(found.said).toContain(`HTTP Error ${status}`);
      expect(found.said).toContain(`${error.message} ${error.nextStep}`);
      expect([status, found.fails]).toEqual([status, fails]);
    };
    const unreadable = async (body: unknown) => {
      const { url } = await answers(502, body);
      expect(await run(url)).toMatchObject({ fails: false });
    };
    await Promise.all([
      ...[401, 403].map(status => told(status, true)),
      ...[404, 429, 503].map(status => told(status, false)),
      ...[null, '<html>'].map(unreadable),
    ]);
  });
});
