import type { Asset } from '@astrolabe/plugin-assets-common';
import {
  THIS_MACHINE,
  type WorkloadResources,
} from '@astrolabe/plugin-workloads-common';
import {
  formatBytes,
  formatNumber,
  Section,
  StatusBadge,
  useLocale,
} from '@astrolabe/ui';
import { ButtonLink, Text } from '@backstage/ui';
import { RiRocketLine } from '@remixicon/react';
import { useMemo } from 'react';
import { useMe } from '../../hooks/useMe';
import { usePlan } from '../../hooks/usePlan';
import { useTranslate, type Translate } from '../../hooks/useTranslate';
import { deployPath } from '../../routes';
import styles from './AssetPage.module.css';
import { deployChoices, type DeployChoice } from './deployChoices';
import { useWhyNot } from './useWhyNot';

const tones = {
  now: 'good',
  later: 'busy',
  never: 'bad',
  unknown: 'neutral',
} as const;

/** The ways to deploy it: what each offers and takes, and where it would run. */
export function DeployCard({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const whyNot = useWhyNot(asset, useMe());
  const choices = useMemo(() => deployChoices(asset.spec), [asset]);
  if (choices.length === 0 || whyNot) return null;
  return (
    <Section title={t('deploy.ways')}>
      <ul className={styles.choices}>
        {choices.map(choice => (
          <li key={choice.endpoints.join()} className={styles.choice}>
            <Choice asset={asset} choice={choice} />
          </li>
        ))}
      </ul>
      <Where entityRef={asset.entityRef} />
      <Text as="p" variant="body-small" color="secondary">
        {t('deploy.changeable')}
      </Text>
    </Section>
  );
}

function Choice(props: { asset: Asset; choice: DeployChoice }) {
  const { endpoints, preset, resources } = props.choice;
  const t = useTranslate();
  const locale = useLocale();
  const what =
    endpoints.length > 0
      ? new Intl.ListFormat(locale).format(endpoints)
      : t('deploy.noEndpoints');
  return (
    <>
      <div>
        <Text as="h3" variant="body-large" weight="bold">
          {what}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {resourcesText(resources, t, locale)}
        </Text>
      </div>
      <ButtonLink
        variant="secondary"
        size="small"
        iconStart={<RiRocketLine aria-hidden="true" />}
        aria-label={t('deploy.buttonNamed', { what })}
        href={deployPath(props.asset.entityRef, preset)}
      >
        {t('deploy.button')}
      </ButtonLink>
    </>
  );
}

function resourcesText(
  { cpuCores, memoryBytes, diskBytes, gpu }: WorkloadResources,
  t: Translate,
  locale: string,
): string {
  const amounts = [
    t('deploy.cores', {
      count: cpuCores,
      amount: formatNumber(cpuCores, locale),
    }),
    t('deploy.memory', { amount: formatBytes(memoryBytes, locale) }),
    t('deploy.disk', { amount: formatBytes(diskBytes, locale) }),
    gpu?.count ? t('deploy.gpus', { count: gpu.count }) : '',
  ].filter(Boolean);
  return new Intl.ListFormat(locale, { type: 'unit' }).format(amounts);
}

/** The best site for it as the form stands; nothing where nobody can say. */
function Where({ entityRef }: { entityRef: string }) {
  const t = useTranslate();
  const best = usePlan(entityRef)?.sites[0];
  if (!best) return null;
  return (
    <div className={styles.where}>
      <StatusBadge tone={tones[best.verdict]}>
        {t(`deploy.${best.verdict}`)}
      </StatusBadge>
      <Text>
        {best.title === THIS_MACHINE ? t('deploy.thisMachine') : best.title}
      </Text>
      {best.verdict !== 'now' && best.reason && (
        <Text variant="body-small" color="secondary" lang="en">
          {best.reason.evidence ?? best.reason.message}
        </Text>
      )}
    </div>
  );
}
