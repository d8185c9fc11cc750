import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Harvested } from '@astrolabe/plugin-assets-node';
import { GuardedClient, NetworkGuard } from '@astrolabe/http';
import { afterEach, describe, expect, it } from 'vitest';
import { imageAt } from './imageAt';

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach(stop => stop()));

const digestOf = (text: string) =>
  `sha256:${createHash('sha256').update(text).digest('hex')}`;
const LEAVES = '{"of": "leaves"}';
const WEEDS = '{"of": "weeds"}';

/** A registry that says this digest of an image, and gives that manifest, as of a digest. */
async function registryWith(
  told: string,
  manifest: string,
  given = digestOf(manifest),
) {
  const server = createServer((request, response) => {
    const isAsked = request.method === 'HEAD';
    const digest = isAsked ? told : given;
    response.writeHead(200, { 'docker-content-digest': digest });
    response.end(isAsked ? undefined : manifest);
  }).listen(0, '127.0.0.1');
  stops.push(() => server.close());
  await new Promise(resolve => server.once('listening', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function shown(
  host: string,
  {
    signed,
    before = [],
    at = '',
  }: { signed: string; before?: Harvested[]; at?: string },
) {
  const found = await imageAt(
    `metadata_version: 2.2.0\nlinks:\n  docker_image: ${host}/lab/leaf${at}\n`,
    {
      ...{ wire: new GuardedClient(new NetworkGuard({ anything: true })) },
      ...{ signed: [{ reference: signed, digest: digestOf(LEAVES) }], before },
    },
  );
  return found[0]?.facts.image;
}

describe('the image that a module names', () => {
  it('is signed where its bytes are those that were signed under its name', async () => {
    const host = await registryWith(digestOf(LEAVES), LEAVES);
    const reference = `${host}/lab/leaf:1.0.0`;
    expect(await shown(host, { signed: reference })).toEqual({
      ...{ reference, digest: digestOf(LEAVES), signature: 'signed' },
    });
  });

  it('is the one of the digest that it is named by, whatever tag stands beside it', async () => {
    const host = await registryWith(digestOf(LEAVES), LEAVES);
    const signed = `${host}/lab/leaf:1.0.0`;
    const digest = digestOf(LEAVES);
    for (const tag of ['', ':1.0.0']) {
      expect(await shown(host, { signed, at: `${tag}@${digest}` })).toEqual({
        ...{ reference: `${host}/lab/leaf@${digest}`, digest },
        signature: 'signed',
      });
    }
    // Another one is not there, whatever its registry gives instead.
    const at = `@${digestOf(WEEDS)}`;
    expect(await shown(host, { signed, at })).toBeUndefined();
  });

  it('is not signed where only another name has a signature of these bytes', async () => {
    const host = await registryWith(digestOf(LEAVES), LEAVES);
    expect(
      await shown(host, { signed: 'ghcr.io/lab/leaf:1.0.0' }),
    ).toMatchObject({ signature: 'unsigned' });
  });

  it('is not signed because its registry says so of other bytes', async () => {
    const host = await registryWith(digestOf(LEAVES), WEEDS);
    expect(await shown(host, { signed: `${host}/lab/leaf:1.0.0` })).toEqual({
      ...{ reference: `${host}/lab/leaf:1.0.0`, digest: digestOf(WEEDS) },
      signature: 'unsigned',
    });
  });

  it('stays signed for no registry that contradicts itself', async () => {
    const told = digestOf(LEAVES);
    const host = await registryWith(told, WEEDS, told);
    const reference = `${host}/lab/leaf:1.0.0`;
    const image = { reference, digest: told, signature: 'signed' } as const;
    const before: Harvested[] = [{ from: 'registry', facts: { image } }];
    expect(await shown(host, { signed: reference, before })).toBeUndefined();
  });
});
