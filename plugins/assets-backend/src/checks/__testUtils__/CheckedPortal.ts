import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { ForgeAccess } from '@astrolabe/plugin-accounts-node';
// As they are in the portal.
/* eslint-disable @backstage/no-mixed-plugin-imports */
import workloadsModuleLocal from '@astrolabe/plugin-workloads-backend-module-local';
import workloadsModuleNomad from '@astrolabe/plugin-workloads-backend-module-nomad';
/* eslint-enable @backstage/no-mixed-plugin-imports */
import request from 'supertest';
import { AssetFolder, Changes } from '../../__testUtils__';
import { ADA } from '../../__testUtils__/forges/accountsWith';
import { featuresOf, type PortalSetting } from './portalFeatures';
import type { ProgramSetting } from './portalProgram';
import {
  installed,
  shipped,
  withoutEnvironment,
  withVariables,
} from './shipped';
import { standIn } from './standIn';
/* eslint-disable @backstage/no-relative-monorepo-imports -- what all tests of servers use */
import { Browser } from '../../../../workloads-backend/src/__testUtils__/Browser';
import { freePort } from '../../../../../scripts/lib/freePort.mjs';
/* eslint-enable @backstage/no-relative-monorepo-imports */

/** What installs packages is there already, from run to run. */
async function withToolchain(folder: string): Promise<string> {
  const toolchain = path.join(installed, 'toolchain');
  await mkdir(toolchain, { recursive: true, mode: 0o700 });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await symlink(toolchain, path.join(folder, 'toolchain'));
  return folder;
}

/** The portal with the rooms that checks go through; what it keeps outlives it. */
export class CheckedPortal {
  /** What was sent to its hooks. */
  readonly deliveries: {
    headers: http.IncomingHttpHeaders;
    url: string;
    body: Buffer;
    status: number;
    ms: number;
  }[] = [];
  /** What was told on the bus. */
  readonly told: unknown[];
  readonly #door: http.Server;
  readonly #folder: AssetFolder;
  #setting: PortalSetting;
  #running: { origin: string; stop(): Promise<unknown> } | undefined;

  private constructor(folder: AssetFolder, setting: PortalSetting) {
    this.#folder = folder;
    this.#setting = setting;
    this.told = setting.told;
    this.#door = http.createServer((req, res) => void this.#pass(req, res));
  }

  /**
   * What forges know it by stays the same, whenever it is started.
   *
   * @param options.shippedWith it checks by the manifest that is shipped, with Python, tox
   * and these variables
   */
  static async open(
    access: () => ForgeAccess,
    { shippedWith }: { shippedWith?: Record<string, string> } = {},
  ): Promise<CheckedPortal> {
    const folder = await AssetFolder.create();
    const manifest = shippedWith ? await withVariables(shippedWith) : standIn;
    await folder.write('manifests/deepaas.yaml', manifest);
    const data = await mkdtemp(path.join(tmpdir(), 'astrolabe-checks-'));
    const port = await freePort();
    const local = shippedWith
      ? { dataDirectory: installed, environmentRoots: [shipped] }
      : {
          dataDirectory: await withToolchain(path.join(data, 'local')),
          // Where tools are that the operator has agreed to.
          environmentRoots: [path.join(data, 'assets/repositories')],
        };
    const portal = new CheckedPortal(folder, {
      ...{ port, gatewayPort: await freePort(), folder: folder.path, data },
      ...{ engine: workloadsModuleLocal, workloads: { local }, access },
      ...{ secrets: new Map(), told: [], trusted: [] },
      changes: new Changes(),
    });
    await new Promise<void>(resolve => {
      portal.#door.listen(port, '127.0.0.1', resolve);
    });
    await portal.start();
    return portal;
  }

  async start(): Promise<void> {
    const features = featuresOf(this.#setting);
    const backend = await startTestBackend({ features });
    const origin = `http://127.0.0.1:${backend.server.port()}`;
    this.#running = { origin, stop: () => backend.stop() };
  }

  /** In a process of its own, which is killed when it is stopped. */
  async startToBeKilled(): Promise<void> {
    const { port, gatewayPort, folder, data, workloads, trusted } =
      this.#setting;
    const { access, secrets } = this.#setting;
    const setting: ProgramSetting = {
      ...{ port, gatewayPort, folder, data, workloads, trusted },
      ...{ access: access(), secrets: [...secrets] },
    };
    const transform = require.resolve(
      '@backstage/cli/config/nodeTransform.cjs',
    );
    const program = path.join(__dirname, 'portalProgram.ts');
    const child = spawn(
      process.execPath,
      ['--require', transform, program, JSON.stringify(setting)],
      { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
    );
    const ended = once(child, 'exit');
    const origin = await new Promise<string>((resolve, reject) => {
      child.on('exit', code => reject(new Error(`It has ended: ${code}`)));
      // What transforms its files tells of those.
      child.on('message', (told: { origin?: string }) => {
        if (told.origin) resolve(told.origin);
      });
    });
    this.#running = {
      origin,
      async stop() {
        child.kill('SIGKILL');
        await ended;
      },
    };
  }

  /**
   * Goes on with processes of a Nomad alone: as shipped, but that what is installed for
   * checks is there already, and no image of it is needed.
   */
  async moveTo({ url, region }: { url: string; region: string }) {
    await this.stop();
    const manifest = await withoutEnvironment();
    await this.#folder.write('manifests/deepaas.yaml', manifest);
    const drivers = { processes: 'raw_exec' };
    const nomad = { url, regions: [{ name: region }], drivers };
    const workloads = { nomad };
    this.#setting = {
      ...this.#setting,
      engine: workloadsModuleNomad,
      workloads,
    };
    await this.start();
  }

  /** The operator agrees to these, and to no others, without starting it again. */
  trust(list: object[]): void {
    const { trusted, changes } = this.#setting;
    trusted.splice(0, trusted.length, ...list);
    changes?.tell();
  }

  async stop(): Promise<void> {
    await this.#running?.stop();
    this.#running = undefined;
  }

  async end(): Promise<void> {
    await this.stop();
    this.#door.closeAllConnections();
    await new Promise(resolve => this.#door.close(resolve));
    await this.#folder.remove();
    await rm(this.#setting.data, { recursive: true, force: true });
  }

  /** As Ada, unless told; the path comes after `/api/assets/v1`. */
  ask(method: 'get' | 'post' | 'put' | 'delete', where: string, person = ADA) {
    return request(this.#running!.origin)
      [method](`/api/assets/v1${where}`)
      .set('authorization', mockCredentials.user.header(person));
  }

  /** What a forge, or whoever says that they are one, sends. */
  deliver(where: string, headers: Record<string, string>, body: Buffer) {
    return request(this.#running!.origin)
      .post(where)
      .set({ 'content-type': 'application/json', ...headers })
      .send(body.toString('utf8'));
  }

  /** With all that they have installed. */
  async removeWorkloads(): Promise<void> {
    const { body } = await this.workloads();
    for (const { id } of body.items) await this.workloads('delete', `/${id}`);
  }

  /** As Ada. */
  workloads(method: 'get' | 'post' | 'delete' = 'get', where = '') {
    return request(this.#running!.origin)
      [method](`/api/workloads/v1/workloads${where}`)
      .set('authorization', mockCredentials.user.header(ADA));
  }

  /** What Ada sees on its page. */
  async visit(workloadId: string, page: string): Promise<string> {
    const where = `/${workloadId}/endpoints/web/ticket`;
    const { body } = await this.workloads('post', where).expect(200);
    const browser = new Browser(this.#setting.gatewayPort);
    await browser.visit(body.url);
    return (await browser.visit(new URL(page, body.url).href)).text;
  }

  /** To the portal, where it is there; everything else is gone. */
  async #pass(req: http.IncomingMessage, res: http.ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const began = performance.now();
    if (!this.#running) {
      res.writeHead(502).end();
      return;
    }
    const { headers, url = '' } = req;
    const answer = await fetch(`${this.#running.origin}${url}`, {
      method: req.method,
      headers: headers as HeadersInit,
      body,
    });
    const ms = performance.now() - began;
    this.deliveries.push({ headers, url, body, status: answer.status, ms });
    res.writeHead(answer.status).end(await answer.text());
  }
}
