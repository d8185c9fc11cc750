import { GuardedClient, NetworkGuard } from '@astrolabe/http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openForge } from '../../forges';
import type { ForgeBench } from './ForgeBench';

const HERE = 'http://127.0.0.1:9/api/assets/v1/hooks/hook-1';
const ELSEWHERE = 'http://127.0.0.1:9/another';

/** How each kind of forge is told where pushes are wanted to be known. */
export function describeHooks(
  kind: string,
  begin: () => Promise<ForgeBench>,
): void {
  describe(`hooks at ${kind}`, () => {
    let bench: ForgeBench;

    beforeAll(async () => {
      bench = await begin();
    });
    afterAll(() => bench?.stop());

    const as = (token: string) => {
      const client = new GuardedClient(new NetworkGuard({ anything: true }));
      const { service, url } = bench;
      return openForge({ service, url, token }, client)!;
    };
    const repository = async (name: string) => {
      const place = { owner: bench.person, name };
      const visibility = 'public' as const;
      const forge = as(bench.tokens.good);
      await forge.create({ ...place, description: '', visibility });
      return { place, forge };
    };

    it('are made once for each address, and taken away alone', async () => {
      const { place, forge } = await repository('hooked');
      await forge.hook(place, { url: ELSEWHERE, secret: 'theirs' });
      await forge.hook(place, { url: HERE, secret: 'first' });
      await forge.hook(place, { url: HERE, secret: 'second' });
      const urls = async () =>
        (await bench.hooksOf('hooked')).map(({ url }) => url).sort();
      expect(await urls()).toEqual([HERE, ELSEWHERE].sort());
      const secrets = (await bench.hooksOf('hooked')).map(each => each.secret);
      // A real one shows nobody.
      if (secrets.every(Boolean)) {
        expect(secrets.sort()).toEqual(['second', 'theirs']);
      }
      await forge.unhook(place, HERE);
      await forge.unhook(place, HERE);
      expect(await urls()).toEqual([ELSEWHERE]);
    });

    it('are not made for whose token may not', async () => {
      const { place } = await repository('unhooked');
      const hooking = as(bench.tokens.poor).hook(place, {
        ...{ url: HERE, secret: 'x' },
      });
      await expect(hooking).rejects.toMatchObject({
        ...{ name: 'ForgeError', trouble: 'forbidden' },
      });
      expect(await bench.hooksOf('unhooked')).toEqual([]);
    });
  });
}
