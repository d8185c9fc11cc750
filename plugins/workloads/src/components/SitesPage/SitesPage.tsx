import {
  EmptyState,
  FailureNote,
  FailureState,
  formatInstant,
  LoadingState,
  PageFrame,
  Section,
  useLocale,
} from '@astrolabe/ui';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import { useSites } from '../../hooks/useSites';
import { useTranslate } from '../../hooks/useTranslate';
import { Columns } from '../shared/Columns';
import { Quotas } from '../shared/Quotas';
import { ReasonText } from '../shared/ReasonText';
import { PlannedDowntimes } from './PlannedDowntimes';
import { SiteCard } from './SiteCard';
import { SiteMap } from './SiteMap';
import { SiteTable } from './SiteTable';

/** Every site where something new may run: its machines, and what of them is free. */
export function SitesPage() {
  const t = useTranslate();
  return (
    <PageFrame title={t('sites.title')} subtitle={t('sites.subtitle')}>
      <Content />
    </PageFrame>
  );
}

function Content() {
  const t = useTranslate();
  const locale = useLocale();
  const { capacity, quotas, askedAt, error, isAsking, load } = useSites();
  if (!capacity) {
    return error === undefined ? (
      <LoadingState label={t('sites.loading')} />
    ) : (
      <FailureState error={error} onRetry={load} />
    );
  }
  const { items, unreachable } = capacity;
  return (
    <Flex direction="column" gap="4">
      {error !== undefined && (
        <FailureNote title={t('sites.failed')} error={error} />
      )}
      {unreachable.map(({ engine, reason }) => (
        <Alert
          key={engine}
          status="warning"
          icon
          title={t('sites.silent', { engine })}
          description={<ReasonText reason={reason} />}
        />
      ))}
      <Flex align="center" gap="3" style={{ flexWrap: 'wrap' }}>
        <Button variant="secondary" isPending={isAsking} onPress={load}>
          {t('sites.refresh')}
        </Button>
        <Text color="secondary" role="status">
          {askedAt && t('sites.asOf', { time: formatInstant(askedAt, locale) })}
        </Text>
      </Flex>
      <Section title={t('quota.title')}>
        <Quotas uses={quotas} />
      </Section>
      <PlannedDowntimes sites={items} />
      {items.length === 0 ? (
        <EmptyState
          title={t('sites.emptyTitle')}
          description={t('sites.emptyDescription')}
        />
      ) : (
        <>
          <SiteMap sites={items} />
          <SiteTable sites={items} />
          <Columns>
            {items.map(site => (
              <SiteCard key={`${site.engine} ${site.siteId}`} site={site} />
            ))}
          </Columns>
        </>
      )}
    </Flex>
  );
}
