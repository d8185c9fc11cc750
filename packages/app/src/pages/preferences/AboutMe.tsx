import type { Me } from '@astrolabe/plugin-communities-common';
import {
  ErrorState,
  formatBytes,
  formatDuration,
  LoadingState,
} from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useMe } from '../../hooks/useMe';
import { appTranslationRef } from '../../translation';
import styles from './Preferences.module.css';

/** Tier, permissions and limits, as the portal's own API tells them. */
export function AboutMe() {
  const { t } = useTranslationRef(appTranslationRef);
  const { value: me, error, retry } = useMe();
  return (
    <section aria-labelledby="about-me" className={styles.section}>
      <Text as="h2" variant="title-small" weight="bold" id="about-me">
        {t('preferences.me')}
      </Text>
      {error && <ErrorState error={error} onRetry={retry} />}
      {!me && !error && <LoadingState label={t('preferences.meLoading')} />}
      {me && <Facts me={me} />}
    </section>
  );
}

function Facts({ me }: { me: Me }) {
  const { t } = useTranslationRef(appTranslationRef);
  const { limits } = me;
  const about = [
    [t('preferences.name'), me.displayName],
    [t('preferences.ref'), me.userRef],
    [t('preferences.tier'), t(`tier.${me.tier}`)],
    [t('preferences.permissions'), me.permissions.join(', ')],
    [t('preferences.ownPermissions'), me.ownPermissions.join(', ')],
  ];
  const bounds = [
    [t('preferences.cpu'), String(limits.cpuCores)],
    [t('preferences.memory'), formatBytes(limits.memoryBytes)],
    [t('preferences.disk'), formatBytes(limits.diskBytes)],
    [t('preferences.gpu'), String(limits.gpuCount)],
    [
      t('preferences.life'),
      limits.timeToLiveSeconds === undefined
        ? t('preferences.lifeUnlimited')
        : formatDuration(limits.timeToLiveSeconds),
    ],
    [t('preferences.workloads'), String(limits.workloads)],
  ];
  return (
    <>
      <List facts={about} />
      <Text as="h3" weight="bold">
        {t('preferences.limits')}
      </Text>
      <List facts={bounds} />
    </>
  );
}

function List(props: { facts: string[][] }) {
  return (
    <dl className={styles.facts}>
      {props.facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
