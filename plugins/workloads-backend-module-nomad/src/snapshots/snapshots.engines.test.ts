/* eslint-disable @backstage/no-relative-monorepo-imports, @backstage/no-mixed-plugin-imports -- the whole room behind its door, over a real engine */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
} from 'vitest';
import {
  EngineProbe,
  expectSnapshot,
  expectSnapshotRefused,
  nodeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
import { NODE_IMAGE, Podman } from '../../../../scripts/engines/podman.mjs';
import { ROBOT, startRegistry } from '../../../../scripts/engines/registry.mjs';
import {
  createShelf,
  eventually,
  manifest as greeter,
  put,
  startWorkloads,
  type Portal,
} from '../../../workloads-backend/src/__testUtils__';
import { ask, NomadSetup } from '../__testUtils__/NomadSetup';
import { dispatches, registerSnapshotJob } from '../__testUtils__/snapshotJob';

const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-snapshots-'));
const podman = new Podman(folder);
const samples = nodeSamples({
  program: '/usr/bin/node',
  task: { image: NODE_IMAGE },
});
let setup: NomadSetup;
let registry: Awaited<ReturnType<typeof startRegistry>>;
let place: string;

/** Of the community whose snapshots are looked into. */
const repository = () => `http://${registry.host}/v2/sea/pictures`;

const amount = (least: number) => ({
  type: 'number',
  minimum: least,
  default: least,
});

const form = {
  type: 'object',
  properties: {
    general: greeter.form.properties.general,
    hardware: {
      type: 'object',
      properties: { cores: amount(0.1), memory: amount(0.125) },
    },
  },
};

/** A desk that notes something once, and a batch job that reads it; its form asks for hardware. */
const keeper = {
  form,
  ...keeping(
    `const fs = require('node:fs');
     const isNew = !fs.existsSync('notes.txt');
     if (isNew) fs.writeFileSync('notes.txt', 'mine');
     console.log(isNew ? 'new' : 'again: ' + fs.readFileSync('notes.txt', 'utf8'));
     setInterval(() => {}, 1000)`,
    'service',
  ),
  variants: {
    batch: {
      title: 'Batch job',
      form,
      ...keeping(
        "console.log('as a job: ' + require('node:fs').readFileSync('notes.txt', 'utf8'))",
        'batch',
      ),
    },
  },
};

function keeping(code: string, kind: string) {
  const task = {
    name: 'desk',
    role: 'main',
    image: NODE_IMAGE,
    command: ['/usr/bin/node', '-e', code],
    resources: {
      cpuCores: '${{ form.hardware.cores }}',
      memoryBytes: '${{ form.hardware.memory | GiB }}',
      diskBytes: 0,
    },
  };
  return { workload: { tasks: [task], lifetime: { kind } } };
}

const robot = Buffer.from(`${ROBOT.username}:${ROBOT.password}`).toString(
  'base64',
);

beforeAll(async () => {
  await podman.install();
  await podman.serve();
  registry = await startRegistry(path.join(folder, 'registry'), { asks: true });
  place = `${registry.host}/snapshots`;
  // What nodes may read, in the words of Docker's own command.
  const config = path.join(folder, 'docker.json');
  const auths = { [registry.host]: { auth: robot } };
  writeFileSync(config, JSON.stringify({ auths }));
  const docker = {
    endpoint: `unix://${podman.socketPath}`,
    gc: { image: false },
    auth: { config },
  };
  setup = await NomadSetup.start({
    extra: { plugin: { docker: { config: docker } } },
  });
  const socket = podman.socketPath;
  await registerSnapshotJob(setup, { registry: place, socket, robot: ROBOT });
});

afterAll(async () => {
  await setup?.dispose();
  await registry?.stop();
  await podman.remove();
  rmSync(folder, { recursive: true, force: true });
});

const authorization = `Basic ${robot}`;
const snapshots = () => ({ registry: place, insecure: true, ...ROBOT });

describe('snapshots on Nomad', () => {
  let probe: EngineProbe;

  beforeEach(() => {
    const engine = setup.engine({ snapshots: snapshots() });
    probe = new EngineProbe(engine, 60_000);
  });

  afterEach(async () => {
    await probe.removeAll();
    await setup.letGo();
  });

  it('are taken by a job on the node, pushed, and launched from', () =>
    expectSnapshot(probe, samples));

  it('are not taken of what is too large or does not run', () =>
    expectSnapshotRefused(probe, samples));

  it('hold what the program changed anywhere, and no secret, variable or argument of it', async () => {
    const spec = samples.keeping();
    const change = "require('node:fs').writeFileSync('/changed', 'inside')";
    spec.tasks[0].command![2] += `; ${change}`;
    spec.tasks[0].command!.push({ parts: ['--key=', { secret: 'key' }] });
    spec.tasks[0].env!.OWN = 'of this workload';
    const source = await probe.submit({ ...spec });
    await probe.ready(source.id);
    const title = '"}; ${x} $(touch /tmp/owned) \n --tag ü';
    const snapshot = {
      ...probe.snapshotOf(source, { limitBytes: 64 * 1024 ** 2 }),
      // As the block of a community may say it.
      ...{ title, registryProject: 'sea/pictures' },
    };
    const { engine } = probe;
    const target = await engine.endpointTarget(source.id, 'web');
    // Two portals at once, and one after them: it is taken once, and all see it.
    const other = setup.engine({ snapshots: snapshots() });
    await Promise.all([
      engine.takeSnapshot(snapshot),
      other.takeSnapshot(snapshot),
    ]);
    probe.engine = setup.engine({ snapshots: snapshots() });
    const saved = await probe.untilSnapshot(
      snapshot.id,
      o => o.state === 'complete',
    );
    expect(saved.place).toBe(`${registry.host}/sea/pictures`);
    const dispatched = await dispatches(setup);
    const job = dispatched.find(id => id.includes(snapshot.id))!;
    const route = `/job/${encodeURIComponent(job)}`;
    const said = JSON.stringify(await ask(setup.agent.url, route));
    expect(said).toContain(snapshot.id);
    expect(said).not.toContain(ROBOT.password);

    const image = await pushed(snapshot.id);
    expect(image.config.Labels).toMatchObject({
      'dev.astrolabe.snapshot.id': snapshot.id,
      'dev.astrolabe.snapshot.title': title,
      'dev.astrolabe.snapshot.ownerRef': source.ownerRef,
    });
    const words = JSON.stringify(image);
    const secret = target.headers['x-key'];
    for (const canary of [secret, 'of this workload', '--key', 'NOMAD_']) {
      expect(words).not.toContain(canary);
    }
    for (const { digest } of image.layers) {
      const layer = await blob(digest);
      expect(layer.includes(secret)).toBe(false);
    }
    const left = podman.run('images', '--format', '{{.Tag}}');
    expect(left).not.toContain(snapshot.id);

    const again = samples.keeping();
    const reads =
      "console.log(require('node:fs').readFileSync('/changed', 'utf8'))";
    again.tasks[0].command![2] += `; ${reads}`;
    again.snapshot = { id: snapshot.id, place: saved.place! };
    const { id } = await probe.submit(again);
    await probe.ready(id);
    await probe.eventuallyLogs(id, /found first data\.bin link notes\.txt/);
    await probe.eventuallyLogs(id, /^inside$/m);

    await engine.removeSnapshot(snapshot.id, snapshot);
    const manifest = `${repository()}/manifests/${snapshot.id}`;
    const headers = { authorization };
    expect((await fetch(manifest, { headers })).status).toBe(404);
    expect(await dispatches(setup)).toEqual([]);
  });

  it('are not to be had where no job is registered, and it is said', async () => {
    const source = await probe.submit(samples.keeping());
    await probe.ready(source.id);
    const engine = setup.engine({ snapshots: { ...snapshots(), job: 'none' } });
    await expect(engine.measureSnapshot(source.id)).rejects.toMatchObject({
      name: 'NotImplementedError',
      message: expect.stringContaining('deploy/nomad/snapshot'),
    });
  });
});

describe('the room over them', () => {
  let portal: Portal;

  beforeAll(async () => {
    const shelf = createShelf();
    put(shelf, 'keeper', keeper);
    const engine = setup.engine({ snapshots: snapshots() });
    portal = await startWorkloads({ engine: engine as never, shelf });
  });

  afterAll(() => portal?.stop());

  const ada = () => portal.as('ada');
  const patiently = <T>(look: () => Promise<T>) => eventually(look, 90);

  async function launch(request: object, values = {}): Promise<string> {
    const launched = await ada()
      .launch(values, { tool: 'keeper', request })
      .expect(201);
    return launched.body.id;
  }

  /** Is in this state, and has said so. */
  const says = (id: string, state: string, words: string) =>
    patiently(async () => {
      await ada().until(id, state);
      const { body } = await ada().get(`/v1/workloads/${id}/logs`);
      expect(body.text).toContain(words);
    });

  it('shows how large it is, saves it, launches it as a batch job and on other hardware, and deletes it', async () => {
    const first = await launch({});
    await says(first, 'running', 'new');
    const at = `/v1/workloads/${first}`;
    const size = (await ada().get(`${at}/snapshot-size`).expect(200)).body;
    expect(size.bytes).toBeGreaterThan(0);
    const { id } = (await ada().post(`${at}/snapshots`).send({}).expect(201))
      .body;
    const saved = await patiently(async () => {
      const { body } = await ada().get(`/v1/snapshots/${id}`).expect(200);
      expect(body).toMatchObject({ state: 'complete' });
      return body;
    });
    expect(saved.bytesBefore).toBe(size.bytes);
    expect(saved.bytes).toBeGreaterThan(0);
    const list = async () =>
      (await ada().get('/v1/snapshots').expect(200)).body;
    expect(await list()).toMatchObject({
      items: [{ id, title: 'Hello' }],
      limits: { used: 1, usedBytes: saved.bytes },
    });

    const job = await launch({ fromSnapshot: id, variant: 'batch' });
    await says(job, 'completed', 'as a job: mine');
    const hardware = { cores: 0.2, memory: 0.25 };
    const larger = await launch({ fromSnapshot: id }, { hardware });
    await says(larger, 'running', 'again: mine');
    const { TaskGroups } = await ask<{
      TaskGroups: { Tasks: { Name: string; Resources: object }[] }[];
    }>(setup.agent.url, `/job/astrolabe-${larger}`);
    expect(TaskGroups[0].Tasks).toContainEqual(
      expect.objectContaining({
        Name: 'desk',
        Resources: expect.objectContaining({ MemoryMB: 256 }),
      }),
    );

    await ada().delete(`/v1/snapshots/${id}`).expect(204);
    await patiently(() => ada().get(`/v1/snapshots/${id}`).expect(404));
    expect(await list()).toMatchObject({ items: [], limits: { used: 0 } });
    const manifest = `http://${registry.host}/v2/snapshots/manifests/${id}`;
    const headers = { authorization };
    expect((await fetch(manifest, { headers })).status).toBe(404);
    // What was launched from it goes on.
    const { body } = await ada().get(`/v1/workloads/${larger}`);
    expect(body.state).toBe('running');
    for (const each of [first, job, larger]) {
      await ada().delete(`/v1/workloads/${each}`).expect(204);
    }
    await patiently(async () =>
      expect((await ada().get('/v1/workloads')).body.totalItems).toBe(0),
    );
  });
});

interface Image {
  config: { Labels: Record<string, string> };
  layers: { digest: string }[];
}

/** The image's configuration, with its layers. */
async function pushed(tag: string): Promise<Image> {
  const answer = await fetch(`${repository()}/manifests/${tag}`, {
    headers: {
      authorization,
      accept:
        'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json',
    },
  });
  const manifest = (await answer.json()) as {
    config: { digest: string };
    layers: Image['layers'];
  };
  const config = JSON.parse(String(await blob(manifest.config.digest)));
  return { ...config, layers: manifest.layers };
}

/** A blob of the registry, unpacked when it is packed. */
async function blob(digest: string): Promise<Buffer> {
  const answer = await fetch(`${repository()}/blobs/${digest}`, {
    headers: { authorization },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return bytes[0] === 0x1f ? gunzipSync(bytes) : bytes;
}
