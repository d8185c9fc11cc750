import { command, type CommandFactory } from '../lib/app';
import { withCommunity } from '../lib/options';
import { bytes, facts } from '../lib/text';

/** Who is signed in, and how much they may use. */
export const whoami: CommandFactory = app =>
  withCommunity(
    command('whoami', 'Who is signed in, and what they may use'),
  ).action(async options => {
    const portal = await app.portal(options);
    const me = await portal.me();
    const { limits } = me;
    app.print({
      json: options.json,
      value: { url: portal.url, ...me },
      text: facts([
        ['person', `${me.displayName} (${me.userRef})`],
        ['portal', portal.url],
        ['tier', me.tier],
        ['community', me.memberships.length > 1 ? me.community : undefined],
        [
          'also in',
          me.memberships
            .filter(({ community }) => community !== me.community)
            .map(({ community, tier }) => `${community} (${tier})`)
            .join(', ') || undefined,
        ],
        ['workloads', `at most ${limits.workloads} at a time`],
        [
          'each with',
          `${limits.cpuCores} cores, ${bytes(
            limits.memoryBytes,
          )} of memory, ${bytes(limits.diskBytes)} of disk, ${
            limits.gpuCount
          } GPUs`,
        ],
        [
          'for',
          limits.timeToLiveSeconds === undefined
            ? undefined
            : `${limits.timeToLiveSeconds / 60} min`,
        ],
      ]),
    });
  });
