import type {
  LaunchPlan,
  PlannedSite,
  SiteVerdict,
} from '@astrolabe/plugin-workloads-common';
import { StatusBadge } from '@astrolabe/ui';
import { Flex, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { Facts } from '../shared/Facts';
import { FailureNote } from '../shared/Failure';
import { ReasonText } from '../shared/ReasonText';
import { lifetimeText, resourceFacts } from '../shared/resources';
import { Section } from '../shared/Section';

const tones = {
  now: 'good',
  later: 'busy',
  never: 'bad',
  unknown: 'neutral',
} as const satisfies Record<SiteVerdict, string>;

/** Where the form's values would run, before anything is submitted. */
export function PlanPanel(props: {
  plan: LaunchPlan | undefined;
  error: unknown;
  isPending: boolean;
  isValid: boolean;
}) {
  const { plan, error, isPending, isValid } = props;
  const t = useTranslate();
  return (
    <Flex direction="column" gap="4">
      <Section title={t('plan.title')}>
        <div aria-live="polite" aria-busy={isPending}>
          {!isValid && <Text color="secondary">{t('plan.waiting')}</Text>}
          {isValid && isPending && (
            <Text color="secondary">{t('plan.asking')}…</Text>
          )}
          {isValid && !isPending && error !== undefined && (
            <FailureNote title={t('plan.failed')} error={error} />
          )}
          {isValid && !error && plan && <Sites sites={plan.sites} />}
        </div>
      </Section>
      {isValid && plan && (
        <Section title={t('plan.resources')}>
          <Facts
            facts={[
              ...resourceFacts(plan.resources, t),
              {
                name: t('plan.lifetime'),
                value: lifetimeText(plan.lifetime, t),
              },
            ]}
          />
        </Section>
      )}
    </Flex>
  );
}

function Sites({ sites }: { sites: PlannedSite[] }) {
  const t = useTranslate();
  if (sites.length === 0) return <Text>{t('plan.noSites')}</Text>;
  return (
    <>
      {sites.every(({ verdict }) => verdict === 'never') && (
        <Text as="p" color="danger" style={{ margin: 0 }}>
          {t('plan.nowhere')}
        </Text>
      )}
      <ul
        style={{
          listStyle: 'none',
          margin: 0,
          padding: 0,
          display: 'grid',
          gap: 'var(--bui-space-4)',
        }}
      >
        {sites.map(site => (
          <li key={site.siteId}>
            <Site site={site} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Site({ site }: { site: PlannedSite }) {
  const t = useTranslate();
  return (
    <Flex direction="column" gap="2">
      <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
        <Text weight="bold">{site.title}</Text>
        <StatusBadge tone={tones[site.verdict]}>
          {t(`plan.${site.verdict}`)}
        </StatusBadge>
      </Flex>
      <Text variant="body-small" color="secondary">
        {t('plan.engine', { engine: site.engine })}
      </Text>
      {site.reason && <ReasonText reason={site.reason} />}
    </Flex>
  );
}
