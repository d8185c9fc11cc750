import type {
  PlannedSite,
  SiteCapacity,
  SiteVerdict,
} from '@astrolabe/plugin-workloads-common';
import { PlainList, StatusBadge, useLocale } from '@astrolabe/ui';
import { Flex, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { DowntimeText } from '../shared/Downtimes';
import { ReasonText } from '../shared/ReasonText';
import { freeText, siteName } from '../shared/resources';

/** How each verdict looks; its words say the same. */
export const verdictTones = {
  now: 'good',
  later: 'busy',
  never: 'bad',
  unknown: 'neutral',
} as const satisfies Record<SiteVerdict, string>;

/** A site, and what is free there as far as that is known. */
export interface SiteView {
  site: PlannedSite;
  capacity?: SiteCapacity;
}

/** The sites, where there is nothing to choose. */
export function SiteList({ views }: { views: SiteView[] }) {
  const t = useTranslate();
  return (
    <PlainList>
      {views.map(({ site, capacity }) => (
        <li key={`${site.engine} ${site.siteId}`}>
          <Text weight="bold">{siteName(site.title, t)}</Text>
          <SiteDetails site={site} capacity={capacity} />
        </li>
      ))}
    </PlainList>
  );
}

/** Whether it can start there and why, and what is free. */
export function SiteDetails({ site, capacity }: SiteView) {
  const t = useTranslate();
  const locale = useLocale();
  return (
    <Flex direction="column" gap="2">
      <div>
        <StatusBadge tone={verdictTones[site.verdict]}>
          {t(`plan.${site.verdict}`)}
        </StatusBadge>
      </div>
      <Text variant="body-small" color="secondary">
        {[
          t('plan.engine', { engine: site.engine }),
          site.priority !== undefined &&
            t('plan.priority', { priority: String(site.priority) }),
          capacity && freeText(capacity, t, locale),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {site.reason && <ReasonText reason={site.reason} />}
      {capacity?.downtimes?.map(downtime => (
        <Flex key={downtime.id} direction="column" gap="1" align="start">
          <StatusBadge tone="busy">{t('downtime.planned')}</StatusBadge>
          <DowntimeText downtime={downtime} />
        </Flex>
      ))}
    </Flex>
  );
}
