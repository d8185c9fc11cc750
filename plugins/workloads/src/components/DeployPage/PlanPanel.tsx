import { fitsQuota, type LaunchPlan } from '@astrolabe/plugin-workloads-common';
import { Facts, FailureNote, Section, useLocale } from '@astrolabe/ui';
import { Flex, Text } from '@backstage/ui';
import { useCapacity } from '../../hooks/useCapacity';
import { useTranslate } from '../../hooks/useTranslate';
import { lifetimeText, resourceFacts } from '../shared/resources';
import { Quotas } from '../shared/Quotas';
import { isChoice, SiteChoice, type Choice } from './SiteChoice';
import { SiteList } from './Sites';

/** Where the form's values would run, before anything is submitted. */
export function PlanPanel(props: {
  plan: LaunchPlan | undefined;
  error: unknown;
  isPending: boolean;
  isValid: boolean;
  choice: Choice;
}) {
  const { plan, error, isPending, isValid, choice } = props;
  const t = useTranslate();
  const locale = useLocale();
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
          {isValid && !error && plan && <Sites plan={plan} choice={choice} />}
        </div>
      </Section>
      {isValid && plan && <AskedOfQuotas quotas={plan.quotas} />}
      {isValid && plan && (
        <Section title={t('plan.resources')}>
          <Facts
            facts={[
              ...resourceFacts(plan.resources, t, locale),
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

/** The quotas that it counts in; those without room first. */
function AskedOfQuotas({ quotas }: Pick<LaunchPlan, 'quotas'>) {
  const t = useTranslate();
  const asked = quotas
    .filter(use => use.asked > 0)
    .sort((one, other) => Number(fitsQuota(one)) - Number(fitsQuota(other)));
  if (asked.length === 0) return null;
  return (
    <Section title={t('quota.title')}>
      <div aria-live="polite">
        <Quotas uses={asked} />
      </div>
    </Section>
  );
}

function Sites({ plan, choice }: { plan: LaunchPlan; choice: Choice }) {
  const t = useTranslate();
  const { capacity, error } = useCapacity(plan);
  const { sites } = plan;
  const views = sites.map(site => ({
    site,
    capacity: capacity?.items.find(
      ({ engine, siteId }) => engine === site.engine && siteId === site.siteId,
    ),
  }));
  if (sites.length === 0) return <Text>{t('plan.noSites')}</Text>;
  return (
    <Flex direction="column" gap="3">
      {sites.every(({ verdict }) => verdict === 'never') && (
        <Text as="p" color="danger" style={{ margin: 0 }}>
          {t('plan.nowhere')}
        </Text>
      )}
      {isChoice(sites, choice) ? (
        <SiteChoice views={views} choice={choice} />
      ) : (
        <SiteList views={views} />
      )}
      {error !== undefined && (
        <Text
          as="p"
          variant="body-small"
          color="secondary"
          style={{ margin: 0 }}
        >
          {t('plan.capacityFailed')}
        </Text>
      )}
    </Flex>
  );
}
