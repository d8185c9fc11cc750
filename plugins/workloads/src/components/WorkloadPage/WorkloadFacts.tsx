import {
  isSettled,
  type Workload,
  type WorkloadDetail,
} from '@astrolabe/plugin-workloads-common';
import { Facts, formatDuration, formatInstant, useLocale } from '@astrolabe/ui';
import { Link } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { useCommunityTitles } from '../../hooks/useCommunityTitles';
import { useTranslate } from '../../hooks/useTranslate';
import { snapshotsPath } from '../../routes';
import { lifetimeText, resourceFacts, siteName } from '../shared/resources';

const MINUTE_MS = 60_000;

/** What it has, where it is, and how long it will be there. */
export function WorkloadFacts({ workload }: { workload: WorkloadDetail }) {
  const t = useTranslate();
  const locale = useLocale();
  const timeLeft = useTimeLeft(workload);
  const { createdAt, startedAt, endsAt } = workload;
  const titles = useCommunityTitles([workload.community]);
  const community = titles[workload.community];
  const facts = [
    ...resourceFacts(workload.resources, t, locale),
    { name: t('list.site'), value: siteName(workload.siteTitle, t) },
    ...(community ? [{ name: t('detail.community'), value: community }] : []),
    { name: t('detail.engine'), value: workload.engine },
    { name: t('detail.createdAt'), value: formatInstant(createdAt, locale) },
    {
      name: t('detail.startedAt'),
      value: startedAt
        ? formatInstant(startedAt, locale)
        : t('detail.notStarted'),
    },
    { name: t('detail.kind'), value: lifetimeText(workload.lifetime, t) },
    ...(endsAt
      ? [{ name: t('detail.endsAt'), value: formatInstant(endsAt, locale) }]
      : []),
    ...(timeLeft ? [{ name: t('detail.timeLeft'), value: timeLeft }] : []),
    ...(workload.request.fromSnapshot
      ? [
          {
            name: t('snapshot.begunWith'),
            value: (
              <Link href={snapshotsPath} style={{ overflowWrap: 'anywhere' }}>
                {workload.request.fromSnapshot}
              </Link>
            ),
          },
        ]
      : []),
    { name: t('detail.id'), value: workload.id },
  ];
  return <Facts facts={facts} />;
}

/** Counts by itself, each minute; nothing is asked of the portal for it. */
function useTimeLeft({ endsAt, state }: Workload): string | undefined {
  const [now, setNow] = useState(() => Date.now());
  const isCounting = endsAt !== undefined && !isSettled(state);
  useEffect(() => {
    if (!isCounting) return undefined;
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, [isCounting]);
  if (!isCounting) return undefined;
  const seconds = Math.round((Date.parse(endsAt) - now) / 1_000);
  return formatDuration(Math.max(seconds, 0));
}
