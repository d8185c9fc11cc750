import type { LaunchPlan } from '@astrolabe/plugin-workloads-common';
import { command, type CommandFactory } from '../lib/app';
import { withSite, withValues } from '../lib/options';
import { quotaTable } from '../lib/quotas';
import { parseRef } from '../lib/refs';
import { bytes, facts, table } from '../lib/text';
import { formValues } from '../lib/values';

/** Where something would run, and whether it can start now. Changes nothing. */
export const plan: CommandFactory = app =>
  withSite(
    withValues(
      command(
        'plan',
        'Where it would run, and whether it can start now',
      ).argument('<ref>', 'kind/name or entity ref of a module or tool'),
    ),
  ).action(async (ref: string, options) => {
    const { workloads } = await app.portal(options);
    const { entityRef } = parseRef(ref);
    const values = await formValues(
      await workloads.getLaunchForm(entityRef),
      options,
    );
    const answer = await workloads.plan({
      entityRef,
      values,
      siteId: options.site,
    });
    app.print({ json: options.json, value: answer, text: describe(answer) });
  });

function describe({ sites, resources, lifetime, quotas }: LaunchPlan): string {
  const wanted = facts([
    [
      'resources',
      `${resources.cpuCores} cores, ${bytes(resources.memoryBytes)} of memory`,
    ],
    ['lifetime', lifetime.kind],
    [
      'ends after',
      lifetime.timeToLiveSeconds === undefined
        ? undefined
        : `${lifetime.timeToLiveSeconds} s`,
    ],
  ]);
  const verdicts = table(
    ['SITE', 'TITLE', 'ENGINE', 'CAN START', 'WHY', 'NEXT STEP', 'PRIORITY'],
    sites.map(site => [
      site.siteId ?? '-',
      site.title,
      site.engine,
      site.verdict,
      site.reason?.message ?? '',
      site.reason?.nextStep ?? '',
      site.priority === undefined ? '' : `${site.priority} of 100`,
    ]),
  );
  const asked = quotaTable(quotas.filter(use => use.asked > 0));
  return [wanted, verdicts, asked].join('\n\n');
}
