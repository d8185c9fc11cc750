import { GuardedClient, NetworkGuard } from '@astrolabe/http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LONGEST, openForge, type CommitStatus } from '../../forges';
import type { ForgeBench } from './ForgeBench';

const PAGE = 'https://portal.example/modules/leaves/checks/1';

/** How each kind of forge is told what came of a commit. */
export function describeStatuses(
  kind: string,
  begin: () => Promise<ForgeBench>,
): void {
  describe(`what is said of commits at ${kind}`, () => {
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
      const forge = as(bench.tokens.good);
      await forge.create({ ...place, description: '', visibility: 'public' });
      const files = [{ path: 'README.md', text: 'Ours' }];
      await forge.commit(place, { message: 'Begin', files });
      const { commit } = (await forge.tip(place))!;
      const status = (to: Partial<CommitStatus>): CommitStatus => ({
        ...{ commit, branch: 'main', context: 'astrolabe/portal', url: PAGE },
        ...{ verdict: 'pending', description: 'It is being checked.', ...to },
      });
      return { place, forge, commit, status };
    };

    it('is what was said last of each context, however often it was said', async () => {
      const { place, forge, commit, status } = await repository('said');
      const other = status({ context: 'astrolabe/jenkins:lab' });
      await forge.say(place, other);
      await forge.say(place, status({}));
      await forge.say(place, status({}));
      const description = 'x'.repeat(LONGEST);
      const passed = status({ verdict: 'passed', description });
      await forge.say(place, passed);
      await forge.say(place, passed);
      const said = await bench.saidOf('said', commit);
      const { pending } = bench.words;
      expect(said).toHaveLength(2);
      expect(said).toContainEqual({
        ...{ context: 'astrolabe/portal', state: 'success' },
        ...{ description, url: PAGE },
      });
      expect(said).toContainEqual(
        expect.objectContaining({ context: other.context, state: pending }),
      );
      for (const verdict of ['failed', 'undecided'] as const) {
        await forge.say(place, status({ verdict }));
        const now = await bench.saidOf('said', commit);
        expect(now).toContainEqual(
          expect.objectContaining({
            ...{ context: 'astrolabe/portal', state: bench.words[verdict] },
          }),
        );
      }
    });

    it('is nothing of who may not say it, and of no commit that is not there', async () => {
      const { place, forge, commit, status } = await repository('unsaid');
      const forbidden = as(bench.tokens.poor).say(place, status({}));
      await expect(forbidden).rejects.toMatchObject({
        ...{ name: 'ForgeError', trouble: 'forbidden' },
      });
      const nowhere = forge.say(place, status({ commit: 'f'.repeat(40) }));
      await expect(nowhere).rejects.toMatchObject({ trouble: 'unclear' });
      expect(await bench.saidOf('unsaid', commit)).toEqual([]);
    });
  });
}
