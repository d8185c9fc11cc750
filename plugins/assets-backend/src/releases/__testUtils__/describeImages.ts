import { generateKeyPairSync } from 'node:crypto';
import { mockCredentials } from '@backstage/backend-test-utils';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ADA } from '../../__testUtils__/forges/accountsWith';
import { ImageBench } from './ImageBench';
import type { ReleaseBench } from './ReleaseBench';

const NOBODY = { user: 'nobody', password: 'none' };

/** What becomes of the image of a version, at a real registry. */
export function describeImages(benchOf: () => ReleaseBench): void {
  describe('with an image', () => {
    let bench: ReleaseBench;
    let images: ImageBench;

    beforeAll(async () => {
      bench = benchOf();
      images = await ImageBench.start();
    }, 120_000);
    afterAll(() => images?.stop());

    /** A module whose metadata name an image there. */
    async function published(host = images.host) {
      const name = await bench.publish();
      const image = `${host}/lab/${name}`;
      await bench.change(name, 'ai4-metadata.yml', text =>
        text.replace(/^links:\n/m, `links:\n  docker_image: ${image}\n`),
      );
      return { name, image };
    }

    const stepOf = async (name: string) => {
      const [{ steps }] = (await bench.list(name)).items;
      return steps.find(({ id }) => id === 'image')!;
    };

    it('waits for it, and signs its digest so that others believe it', async () => {
      const { name, image } = await published();
      bench.registryAccount = images.account;
      const plan = await bench.release(name, {
        ...{ version: '1.0.0', dryRun: true },
      });
      expect(plan.body.steps[4]).toEqual({
        ...{ id: 'image', state: 'planned', code: 'image-awaited' },
        reason: `${image}:v1.0.0 is waited for, 60 minutes at most`,
      });
      await bench.release(name, { version: '1.0.0' }).expect(202);
      await bench.eventually(async () =>
        expect(await stepOf(name)).toMatchObject({
          ...{ state: 'waiting', reason: expect.stringContaining('404') },
        }),
      );
      // Of another commit, it is not the image of this version.
      const reference = `${image}:1.0.0`;
      await images.push(reference, 'old', { revision: 'a'.repeat(40) });
      await bench.eventually(async () =>
        expect(await stepOf(name)).toMatchObject({
          ...{ state: 'waiting', reason: expect.stringContaining('aaaa') },
        }),
      );
      // As its CI does when it sees the tag.
      await images.push(reference, 'leaves');
      const done = await bench.until(name, 'done');
      expect(done.image).toMatchObject({ reference, isPushed: true });
      expect(JSON.parse(done.image!.payload)).toMatchObject({
        critical: {
          image: { 'docker-manifest-digest': done.image!.digest },
          identity: { 'docker-reference': reference },
        },
        optional: { module: name, version: '1.0.0' },
      });
      const page = `repos/ada/${name}/releases/tags/v1.0.0`;
      const { assets } = await bench.ask('GET', page);
      expect(assets.map((each: { name: string }) => each.name)).toEqual([
        ...['image-signature.json', 'image-signature.json.sig'],
      ]);
      const where = `${bench.room.base}/signing-key`;
      const { port } = bench.room.server;
      const key = await (
        await fetch(`http://127.0.0.1:${port()}${where}`)
      ).text();
      expect(key).toBe(done.image!.publicKey);
      expect(await images.verify(reference, key)).toBe('accepted');
      const byDigest = `${image}@${done.image!.digest}`;
      expect(await images.verify(byDigest, key)).toBe('accepted');

      const other = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
      const pem = other.publicKey.export({ type: 'spki', format: 'pem' });
      expect(await images.verify(reference, String(pem))).toMatch(
        /signature.*(invalid|verif)/i,
      );
      // Another image under this name, with the signature of the one before beside it.
      await images.push(reference, 'weeds');
      expect(await images.verify(reference, key)).toMatch(/signature/i);
      const signatureOf = (digest: string) => `${digest.replace(':', '-')}.sig`;
      const changed = await images.digestOf(`lab/${name}`, '1.0.0');
      expect(changed).not.toBe(done.image!.digest);
      await images.copyTag(`lab/${name}`, {
        ...{ from: signatureOf(done.image!.digest), to: signatureOf(changed) },
      });
      expect(await images.verify(reference, key)).toMatch(/digest/i);
    });

    it('keeps its signature where it may push none there', async () => {
      const { name } = await published(images.mirror);
      await images.push(`${images.host}/lab/${name}:v1.0.0`, 'leaves');
      await bench.release(name, { version: '1.0.0' }).expect(202);
      const done = await bench.until(name, 'done');
      expect(done.image).toMatchObject({ isPushed: false });
      expect(await stepOf(name)).toMatchObject({
        ...{ state: 'done', code: 'signature-kept' },
      });
      // It is known of the module from then on, as everybody sees it.
      const { reference, digest } = done.image!;
      await bench.eventually(async () => {
        const { body } = await bench.room.api
          .get(`${bench.room.base}/assets/module/${name}`)
          .set('authorization', mockCredentials.user.header(ADA));
        expect(body.spec.image).toEqual({
          ...{ reference, digest, signature: 'signed' },
        });
      });
    });

    it('is released without it, where none comes in time or can be seen', async () => {
      const { name } = await published();
      bench.registryAccount = { ...images.account, ...NOBODY };
      await bench.release(name, { version: '1.0.0' }).expect(202);
      await bench.eventually(async () =>
        expect(await stepOf(name)).toMatchObject({ state: 'waiting' }),
      );
      vi.useFakeTimers({ toFake: ['Date'] });
      vi.setSystemTime(Date.now() + 61 * 60_000);
      const done = await bench.until(name, 'done');
      expect(done.image).toBeUndefined();
      expect(await stepOf(name)).toMatchObject({
        ...{ state: 'skipped', code: 'image-missing' },
        reason: expect.stringContaining('401'),
      });
    });
  });
}
