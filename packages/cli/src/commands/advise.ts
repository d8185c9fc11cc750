import type {
  FieldChange,
  LaunchAdvice,
  PlannedSite,
} from '@astrolabe/plugin-workloads-common';
import { command, type CommandFactory } from '../lib/app';
import { withSite, withValues } from '../lib/options';
import { parseRef } from '../lib/refs';
import { table } from '../lib/text';
import { formValues } from '../lib/values';

/** Where something, or less than it, could start now. Changes nothing. */
export const advise: CommandFactory = app =>
  withSite(
    withValues(
      command(
        'advise',
        'Where it could start now, and with which other values',
      ).argument('<ref>', 'kind/name or entity ref of a module or tool'),
    ),
  ).action(async (ref: string, options) => {
    const { workloads } = await app.portal(options);
    const { entityRef } = parseRef(ref);
    const form = await workloads.getLaunchForm(entityRef);
    const values = await formValues(form, options);
    const request = { entityRef, values, siteId: options.site };
    const answer = await workloads.advise(request);
    app.print({ json: options.json, value: answer, text: describe(answer) });
  });

function describe({ rows, suggestions, isComplete }: LaunchAdvice): string {
  const advice =
    suggestions.length === 0
      ? 'Nothing that was tried opens a site where it cannot start now.'
      : table(
          ['IT CAN START NOW WITH', 'AT', 'VERIFIED BY THE DRY RUN AT'],
          suggestions.map(({ changes, sites, verifiedAt }) => [
            inWords(changes),
            sites.map(nameOf).join(', '),
            verifiedAt,
          ]),
        );
  const columns = rows[0].sites.map(nameOf).sort();
  const matrix = table(
    ['ASKED', ...columns, 'FITS THE QUOTAS'],
    rows.map(({ changes, sites, hasRoom }) => [
      inWords(changes) || 'as it is',
      ...columns.map(
        name => sites.find(site => nameOf(site) === name)?.verdict ?? '-',
      ),
      hasRoom ? 'yes' : 'no',
    ]),
  );
  const rest = isComplete ? [] : ['Time ran out: not everything was tried.'];
  return [advice, matrix, ...rest].join('\n\n');
}

/** As `--set` takes them. */
function inWords(changes: FieldChange[]): string {
  return changes
    .map(({ path, from, to }) => `${path}=${to ?? ''} (not ${from ?? 'empty'})`)
    .join(', ');
}

function nameOf({ siteId, engine }: PlannedSite): string {
  return siteId ?? engine;
}
