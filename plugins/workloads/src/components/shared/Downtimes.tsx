import {
  isSettled,
  nextDowntime,
  type Downtime,
  type Workload,
} from '@astrolabe/plugin-workloads-common';
import { formatInstant, useLocale } from '@astrolabe/ui';
import { Alert, Flex, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useDowntimes } from '../../hooks/useDowntimes';
import { useTranslate } from '../../hooks/useTranslate';
import { siteName } from './resources';

/** When a site will be down and why, in one line. */
export function DowntimeText({ downtime }: { downtime: Downtime }) {
  const t = useTranslate();
  const locale = useLocale();
  const { from, until, why } = downtime;
  const words = t('downtime.when', {
    from: formatInstant(from, locale),
    until: formatInstant(until, locale),
    why,
  });
  return <Text style={{ overflowWrap: 'anywhere' }}>{words}</Text>;
}

/** When the sites of these workloads will be down, of those that live into it. */
export function DowntimeNotes(props: {
  workloads: Workload[];
  /** What to do about it. */
  extra?: ReactNode;
}) {
  const { workloads, extra } = props;
  const t = useTranslate();
  const { downtimes } = useDowntimes();
  const hit = new Map<string, { downtime: Downtime; titles: string[] }>();
  for (const workload of workloads) {
    if (isSettled(workload.state)) continue;
    const downtime = nextDowntime(downtimes, workload);
    if (!downtime) continue;
    const { titles } = hit.get(downtime.id) ?? { titles: [] };
    hit.set(downtime.id, { downtime, titles: [...titles, workload.title] });
  }
  return (
    <>
      {[...hit.values()].map(({ downtime, titles }) => (
        <Alert
          key={downtime.id}
          status="warning"
          icon
          title={t('downtime.title', {
            site: siteName(downtime.siteTitle, t),
          })}
          description={
            <Flex direction="column" gap="2" align="start">
              <DowntimeText downtime={downtime} />
              <Text style={{ overflowWrap: 'anywhere' }}>
                {t('downtime.hits', { names: titles.join(', ') })}
              </Text>
              {extra}
            </Flex>
          }
        />
      ))}
    </>
  );
}
