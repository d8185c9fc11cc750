import { expect } from 'vitest';
import type { EngineProbe } from './EngineProbe';
import type { EngineSamples } from './samples';

/** Only while it runs an endpoint leads somewhere, and only the gateway is told its secret. */
export async function expectEndpoint(
  probe: EngineProbe,
  samples: EngineSamples,
): Promise<void> {
  const { engine } = probe;
  const { id, slug, siteId } = await probe.submit(samples.server());
  await probe.ready(id);
  const target = await engine.endpointTarget(id, 'web');
  const routes = async (site: string) =>
    (await engine.routes(site)).filter(each => each.workloadId === id);
  expect(await routes(siteId)).toEqual([
    {
      workloadId: id,
      slug,
      endpoint: 'web',
      origin: target.origin,
      headers: Object.keys(target.headers),
    },
  ]);
  expect(await routes('another')).toEqual([]);
  expect(target.origin).toMatch(/^https?:\/\//);
  const secret = target.headers['x-key'];
  expect(secret.length).toBeGreaterThanOrEqual(16);
  expect(JSON.stringify(await engine.list())).not.toContain(secret);
  const missing = { name: 'NotFoundError' };
  await expect(engine.endpointTarget(id, 'no')).rejects.toMatchObject(missing);
  await engine.stop(id);
  await probe.settled(id);
  expect(await routes(siteId)).toEqual([]);
  await expect(engine.endpointTarget(id, 'web')).rejects.toMatchObject(missing);
}
