import fc from 'fast-check';
import { ConflictError } from '@backstage/errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  validateWorkloadSpec,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import type { EngineWorkload } from '@astrolabe/plugin-workloads-node';
import { exampleWorkload } from '@astrolabe/plugin-workloads-node/testUtils';
import { nasty, structureOf, text } from '../__testUtils__/hostile';
import { ask, NomadSetup } from '../__testUtils__/NomadSetup';
import type { NomadEngineOptions } from '../config';
import { buildJob } from './buildJob';

const MEGABYTE = 'x${NOMAD_TOKEN}"\n'.repeat(62_000);

let setup: NomadSetup;
let options: NomadEngineOptions;

beforeAll(async () => {
  setup = await NomadSetup.start({ client: false });
  options = setup.options();
});

afterAll(() => setup?.dispose());

/** Has every field that somebody may fill. */
const plain = (): WorkloadSpec => ({
  tasks: [
    {
      name: 'main',
      role: 'main',
      image: 'registry.example.org/corals:1.0',
      command: ['run', 'this'],
      env: { VALUE: 'a' },
      files: [
        { path: 'odd/file.txt', content: 'a' },
        { path: '.datasets/wanted.json', content: '["10.5281/zenodo.1"]' },
      ],
      ports: [{ name: 'web' }],
      health: { port: 'web', path: '/', strict: true },
      resources: {
        cpuCores: 1,
        memoryBytes: 1024 ** 3,
        diskBytes: 1024 ** 3,
        gpu: { count: 1 },
      },
    },
  ],
  endpoints: [
    {
      ...{ name: 'web', title: 'Web', port: 'web', path: '/' },
      ...{ protocol: 'http', access: 'owner' },
      forwardHeaders: { 'x-key': 'a' },
    },
  ],
  secrets: [{ name: 'key' }],
  datasets: { sources: ['10.5281/zenodo.1'] },
  lifetime: { kind: 'service' },
});

interface Field {
  /** How a refusal calls it. */
  path: string;
  put(workload: EngineWorkload, value: string): void;
}

const inSpec = (
  path: string,
  put: (spec: WorkloadSpec, value: string) => void,
): Field => ({ path, put: ({ spec }, value) => put(spec, value) });

const fields: Record<string, Field> = {
  title: {
    path: '',
    put: (all, value) => Object.assign(all, { title: value }),
  },
  owner: {
    path: '',
    put: (all, value) => Object.assign(all, { ownerRef: value }),
  },
  image: inSpec('tasks.0.image', ({ tasks }, value) => {
    tasks[0].image = value;
  }),
  tag: inSpec('tasks.0.image', ({ tasks }, value) => {
    tasks[0].image = `registry.example.org/corals:${value}`;
  }),
  program: inSpec('tasks.0.command', ({ tasks }, value) => {
    tasks[0].command![0] = value;
  }),
  argument: inSpec('tasks.0.command', ({ tasks }, value) => {
    tasks[0].command![1] = value;
  }),
  'name of a variable': inSpec('tasks.0.env', ({ tasks }, value) => {
    tasks[0].env = { [value]: 'a' };
  }),
  variable: inSpec('tasks.0.env', ({ tasks }, value) => {
    tasks[0].env!.VALUE = value;
  }),
  'path of a file': inSpec('tasks.0.files', ({ tasks }, value) => {
    tasks[0].files![0].path = value;
  }),
  file: inSpec('tasks.0.files', ({ tasks }, value) => {
    tasks[0].files![0].content = value;
  }),
  DOI: inSpec('datasets.sources', (spec, value) => {
    spec.datasets!.sources = [value];
    spec.tasks[0].files![1].content = JSON.stringify([value]);
  }),
  'folder of datasets': inSpec('datasets.folder', (spec, value) => {
    spec.datasets!.folder = value;
  }),
  'name of a task': inSpec('tasks.0.name', ({ tasks }, value) => {
    tasks[0].name = value;
  }),
  'name of a port': inSpec('ports', ({ tasks, endpoints }, value) => {
    tasks[0].ports![0].name = value;
    tasks[0].health!.port = value;
    endpoints![0].port = value;
  }),
  'name of an endpoint': inSpec('endpoints.0.name', (spec, value) => {
    spec.endpoints![0].name = value;
  }),
  'name of a secret': inSpec('secrets.0.name', ({ secrets }, value) => {
    secrets![0].name = value;
  }),
  'path of health': inSpec('tasks.0.health', ({ tasks }, value) => {
    tasks[0].health!.path = value;
  }),
  'title of an endpoint': inSpec('endpoints.0.title', (spec, value) => {
    spec.endpoints![0].title = value;
  }),
  'path of an endpoint': inSpec('endpoints.0.path', (spec, value) => {
    spec.endpoints![0].path = value;
  }),
  'name of a header': inSpec('endpoints.0.forwardHeaders', (spec, value) => {
    spec.endpoints![0].forwardHeaders = { [value]: 'a' };
  }),
  header: inSpec('endpoints.0.forwardHeaders', (spec, value) => {
    spec.endpoints![0].forwardHeaders = { 'x-key': value };
  }),
  cores: inSpec('tasks.0.resources.cpuCores', ({ tasks }, value) => {
    Object.assign(tasks[0].resources, { cpuCores: value });
  }),
  memory: inSpec('tasks.0.resources.memoryBytes', ({ tasks }, value) => {
    Object.assign(tasks[0].resources, { memoryBytes: value });
  }),
  disk: inSpec('tasks.0.resources.diskBytes', ({ tasks }, value) => {
    Object.assign(tasks[0].resources, { diskBytes: value });
  }),
};

/** @returns undefined, when it was refused */
async function structureWith(
  field: Field,
  value: string,
): Promise<unknown | undefined> {
  const workload = exampleWorkload(plain(), { siteId: 'r1.dc-a' });
  field.put(workload, value);
  const { spec } = workload;
  const problems = validateWorkloadSpec(spec);
  if (problems.length > 0) {
    expect(problems.map(({ path }) => path).join(' ')).toContain(field.path);
    return undefined;
  }
  const surroundings = { datacenter: 'dc-a', mhzPerCore: 1000 };
  const refusals: unknown[] = [];
  const build = () => {
    try {
      return buildJob(workload, options, surroundings);
    } catch (error) {
      refusals.push(error);
      return undefined;
    }
  };
  const Job = build();
  if (!Job) {
    expect(refusals).toEqual([expect.any(ConflictError)]);
    return undefined;
  }
  const { url } = setup.agent;
  await ask(url, '/jobs', { method: 'POST', body: JSON.stringify({ Job }) });
  const job = await ask<typeof Job>(url, `/job/${Job.ID}`);
  await ask(url, `/job/${Job.ID}?purge=true`, { method: 'DELETE' });
  const [{ Config, Services }] = job.TaskGroups[0].Tasks;
  expect(Config).toMatchObject({ image: spec.tasks[0].image });
  // Nomad would replace any other variable.
  const words = JSON.stringify(Config);
  expect(words.replace(/\$\{ASTROLABE_ARGUMENT_\d\}/g, '')).not.toMatch(
    /[$%]\{/,
  );
  const Path = expect.not.stringContaining('${');
  expect(Services[0].Checks[0]).toMatchObject({ Path });
  return structureOf(job);
}

describe('every field that somebody may fill', () => {
  it('takes what Nomad might read something into as data, or is refused by name', async () => {
    const plainly = await structureWith(fields.title, 'Corals');
    const values = [...nasty, MEGABYTE];
    const taken: unknown[] = [];
    for (const [name, field] of Object.entries(fields)) {
      const structures = await Promise.all(
        values.map(value => structureWith(field, value)),
      );
      const known = structures.filter(each => each !== undefined);
      expect({ name, known }).toEqual({
        name,
        known: known.map(() => plainly),
      });
      taken.push(...known);
    }
    expect(taken.length).toBeGreaterThan(nasty.length);
  });

  it('never changes what a job is', async () => {
    const plainly = await structureWith(fields.title, 'Corals');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(fields)),
        text,
        async (name, value) => {
          const structure = await structureWith(fields[name], value);
          if (structure !== undefined) expect(structure).toEqual(plainly);
        },
      ),
      { numRuns: 150, interruptAfterTimeLimit: 30_000 },
    );
  });

  it('refuses sizes that are none', () => {
    for (const size of [NaN, Infinity, -1, 1e300, 0.5, null]) {
      for (const name of ['memoryBytes', 'diskBytes']) {
        const spec = plain();
        Object.assign(spec.tasks[0].resources, { [name]: size });
        const [problem] = validateWorkloadSpec(spec);
        expect(problem?.path).toBe(`tasks.0.resources.${name}`);
      }
    }
  });
});
