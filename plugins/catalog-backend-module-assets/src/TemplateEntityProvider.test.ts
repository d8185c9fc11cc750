import type { ProjectTemplateInfo } from '@astrolabe/plugin-assets-common';
import type { AssetsClients } from '@astrolabe/plugin-assets-node';
import { mockServices } from '@backstage/backend-test-utils';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { DeferredEntity } from '@backstage/plugin-catalog-node';
import { describe, expect, it } from 'vitest';
import { TemplateEntityProvider } from './TemplateEntityProvider';

const template = (id: string, more: object = {}) =>
  ({
    ...{ id, title: `The ${id}`, description: 'Begins one' },
    schema: { type: 'object', properties: {} },
    ...more,
  } as unknown as ProjectTemplateInfo);

/** One catalogue of several portals, each with the templates that it is given. */
function catalogueOf(...others: Entity[]) {
  const entities = new Map(
    others.map(each => [stringifyEntityRef(each), each]),
  );
  let count = 0;
  const portal = async () => {
    let templates: ProjectTemplateInfo[] = [];
    let turn = async (_signal: AbortSignal) => {};
    const provider = new TemplateEntityProvider({
      auth: mockServices.auth(),
      catalog: {
        getEntities: async () => ({ items: [...entities.values()] }),
      },
      clients: (async () => ({
        projectTemplates: async () => templates,
      })) as unknown as AssetsClients,
      logger: mockServices.logger.mock(),
      runner: {
        run: async ({ fn }) => {
          turn = fn as typeof turn;
        },
      },
    });
    await provider.connect({
      applyMutation: async mutation => {
        count += 1;
        const { added, removed } = mutation as {
          added: DeferredEntity[];
          removed: DeferredEntity[];
        };
        for (const { entity } of removed) {
          entities.delete(stringifyEntityRef(entity));
        }
        for (const { entity } of added) {
          entities.set(stringifyEntityRef(entity), entity);
        }
      },
      refresh: async () => {},
    });
    return async (...now: ProjectTemplateInfo[]) => {
      templates = now;
      await turn(new AbortController().signal);
    };
  };
  return {
    portal,
    changes: () => count,
    names: () => [...entities.values()].map(({ metadata }) => metadata.name),
  };
}

describe('the templates of the hub in the catalogue of several portals', () => {
  it('stay while one of the portals is not ready for them', async () => {
    const { portal, names, changes } = catalogueOf();
    const one = await portal();
    const other = await portal();
    await one(template('module'), template('theirs'));
    expect(names()).toEqual(['module', 'theirs']);
    await other(template('module'), template('theirs', { whyNot: 'not yet' }));
    await one(template('module'), template('theirs'));
    expect(names()).toEqual(['module', 'theirs']);
    expect(changes()).toBe(1);
  });

  it('come again when something has taken them away, and go when nobody offers them', async () => {
    const { portal, names } = catalogueOf({
      apiVersion: 'scaffolder.backstage.io/v1beta3',
      kind: 'Template',
      metadata: {
        name: 'operators-own',
        annotations: { 'backstage.io/managed-by-location': 'file:own.yaml' },
      },
    });
    const one = await portal();
    const other = await portal();
    await one(template('module'));
    await other();
    expect(names()).toEqual(['operators-own']);
    await one(template('module'));
    expect(names()).toEqual(['operators-own', 'module']);
  });
});
