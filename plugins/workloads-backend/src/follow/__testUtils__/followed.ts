import type { CheckedModule } from '@astrolabe/plugin-assets-node';
import type { Observation } from '@astrolabe/plugin-workloads-node';
import { onTestFinished } from 'vitest';
import {
  createShelf,
  manifest,
  put,
  startWorkloads,
  type Portal,
} from '../../__testUtils__';

export const MODULE = 'aitool:default/module';
export const [FIRST, SECOND, THIRD] = ['1', '2', '3'].map(digit =>
  digit.repeat(40),
);

/** What is known of the module: its branch is there, and that has passed. */
export const at = (
  tip: string,
  to: Partial<CheckedModule> = {},
): CheckedModule => ({
  ...{ repository: 'https://forge.example 1', tip, passed: tip },
  ...to,
});

export const LIFE = 7200;

/** As the greeter, at a revision of a module. */
const revised = {
  ...manifest,
  form: {
    ...manifest.form,
    required: [],
    properties: {
      ...manifest.form.properties,
      general: {
        title: 'General',
        type: 'object',
        properties: {
          revision: {
            title: 'Revision',
            type: 'string',
            pattern: '^([A-Za-z0-9._-]+)?$',
            default: '',
            'x-revision': true,
          },
        },
      },
    },
  },
  workload: {
    ...manifest.workload,
    lifetime: { kind: 'service', timeToLiveSeconds: LIFE },
    tasks: manifest.workload.tasks.map(task => ({
      ...task,
      command: ['serve', '--revision=${{ form.general.revision }}'],
      env: {},
    })),
  },
};

/** A portal with that module, which has not passed yet. */
export async function startFollowed(
  options: Parameters<typeof startWorkloads>[0] = {},
) {
  const shelf = createShelf();
  put(shelf, 'module', revised);
  const modules = new Map([[MODULE, at(FIRST, { passed: undefined })]]);
  const portal = await startWorkloads({ shelf, modules, ...options });
  onTestFinished(portal.stop);
  return { portal, ada: portal.as('ada'), modules };
}

export const launch = (portal: Portal, request: object = { follow: true }) =>
  portal.as('ada').launch({}, { tool: 'module', request });

/** What its program was started with, and for which time. */
export function runOf(portal: Portal, id: string) {
  const { spec, generation } = portal.engine.submitted(id)!;
  return `${generation} ${spec.tasks[0].command![1]}`;
}

export const failed: Partial<Observation> = {
  state: 'failed',
  reason: { code: 'exited-with-error', message: 'It ended with 1.' },
};
