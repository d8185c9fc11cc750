import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Visitor } from './Visitor';
import { ZooModel } from './ZooModel';

type Use = (endpoints: Record<string, Visitor>) => Promise<void>;

/** What each tool and module of this installation is launched for, done once. */
export const uses: Record<string, Use> = {
  bioimage: async ({ api, ui }) => {
    expect((await ui.land()).text).toContain('Threshold');
    const form = new FormData();
    form.set('data', new Blob([ZooModel.picture]));
    const answer = await api.send('/v2/models/bioimage/predict/', form);
    expect(JSON.parse(answer.text).predictions.outputs).toMatchObject({
      mask: { shape: [1, 1, 8, 8], mean: 0.5 },
    });
  },

  'hello-web': async ({ web }) => {
    expect((await web.land()).text).toContain('Hello from Astrolabe');
  },

  jupyterlab: async ({ web }) => {
    const started = await web.post('/api/kernels', { name: 'python3' });
    expect(started.status).toBe(201);
    const channels = `/api/kernels/${JSON.parse(started.text).id}/channels`;
    expect(await web.connect(channels)).toBe(101);
    expect(await web.stranger().connect(channels)).toBe(403);
  },

  mlflow: async ({ web }) => {
    const create = '/ajax-api/2.0/mlflow/experiments/create';
    const made = await web.post(create, { name: 'corals' });
    expect(made).toMatchObject({ status: 200 });
    expect(JSON.parse(made.text)).toHaveProperty('experiment_id');
    const refused = await web.stranger().post(create, { name: 'reefs' });
    expect(refused.status).toBe(401);
  },

  'node-red': async ({ web }) => {
    const flow = [
      { id: 'tab', type: 'tab', label: 'Corals' },
      {
        id: 'in',
        z: 'tab',
        type: 'http in',
        method: 'get',
        url: '/corals',
        wires: [['out']],
      },
      { id: 'out', z: 'tab', type: 'http response', wires: [] },
    ];
    expect((await web.post('/flows', flow)).status).toBe(204);
    await until(async () => (await web.ask('/corals')).status === 200);
    expect((await web.stranger().ask('/corals')).status).toBe(401);
    expect(await web.connect('/comms')).toBe(101);
  },

  'flower-server': async ({ link }) => {
    const described = await link.ask('/openapi.json');
    expect(described.text).toContain('/v1/fleet/register-node');
  },

  'label-studio': async ({ web }) => {
    const made = await web.post('/api/projects/', { title: 'Corals' });
    expect(made.status).toBe(201);
    expect((await web.ask('/api/projects/')).text).toContain('Corals');
  },

  'code-server': async ({ web }) => {
    const page = (await web.land()).text;
    const [commit] = page.match(/\bstable-[0-9a-f]{40}\b/)!;
    const channel = `/${commit}?reconnectionToken=corals&reconnection=false`;
    expect(await web.connect(channel)).toBe(101);
    expect(await web.stranger().connect(channel)).toBe(401);
  },

  'iris-classifier': async ({ api, ui }) => {
    const model = '/v2/models/iris-classifier';
    const small = 'petal_length=1.4&petal_width=0.2';
    const large =
      'sepal_length=6.5&sepal_width=3&petal_length=5.8&petal_width=2.2';
    expect(await speciesOf(api, `${model}/predict/?${small}`)).toBe('setosa');
    expect(await speciesOf(api, `${model}/predict/?${large}`)).toBe(
      'virginica',
    );

    const train = `${model}/train/?algorithm=random-forest&seed=1`;
    expect((await api.post(train, {})).status).toBe(200);
    await until(async () =>
      (await api.ask(`${model}/train/`)).text.includes('"done"'),
    );
    const { text } = await api.post(`${model}/predict/?${large}`, {});
    expect(JSON.parse(text)).toMatchObject({
      predictions: [{ species: 'virginica' }],
      model: { algorithm: 'random-forest', seed: 1 },
    });

    expect((await ui.land()).text).toContain('Iris classifier');
    const call = '/gradio_api/call/predict';
    const asked = await ui.post(call, { data: [6.5, 3, 5.8, 2.2, true, null] });
    const { event_id } = JSON.parse(asked.text);
    expect((await ui.ask(`${call}/${event_id}`)).text).toContain('virginica');
  },
};

async function speciesOf(api: Visitor, path: string): Promise<string> {
  const answer = await api.post(path, {});
  return JSON.parse(answer.text).predictions[0].species;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 120; tries++) {
    if (await holds()) return;
    await pause(500);
  }
  throw new Error(`Never so: ${holds}`);
}
