import { activeOf, type Me } from '@astrolabe/plugin-communities-common';
import {
  Facts,
  FailureState,
  formatBytes,
  formatDuration,
  formatNumber,
  LoadingState,
  useLocale,
  useTierWords,
} from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useMe } from '../../hooks/useMe';
import { appTranslationRef } from '../../translation';
import { isWorded } from '../../translation/permissions';
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
      {error && <FailureState error={error} onRetry={retry} />}
      {!me && !error && <LoadingState label={t('preferences.meLoading')} />}
      {me && <WhatIsKnown me={me} />}
    </section>
  );
}

function WhatIsKnown({ me }: { me: Me }) {
  const { t } = useTranslationRef(appTranslationRef);
  const locale = useLocale();
  const tierWords = useTierWords();
  const { limits, memberships } = me;
  const active = activeOf(me);
  const words = (names: string[]) =>
    new Intl.ListFormat(locale).format(
      names.map(name => (isWorded(name) ? t(`permission.${name}`) : name)),
    );
  const about = [
    { name: t('preferences.name'), value: me.displayName },
    { name: t('preferences.ref'), value: me.userRef },
    { name: t('preferences.tier'), value: tierWords(active) },
    ...(memberships.length > 1
      ? [
          { name: t('preferences.community'), value: active.title },
          {
            name: t('preferences.memberships'),
            value: new Intl.ListFormat(locale).format(
              memberships.map(each =>
                t('preferences.membership', {
                  community: each.title,
                  tier: tierWords(each),
                }),
              ),
            ),
          },
        ]
      : []),
    { name: t('preferences.permissions'), value: words(me.permissions) },
    {
      name: t('preferences.ownPermissions'),
      value: words(me.ownPermissions),
    },
  ];
  const bounds = [
    {
      name: t('preferences.cpu'),
      value: formatNumber(limits.cpuCores, locale),
    },
    {
      name: t('preferences.memory'),
      value: formatBytes(limits.memoryBytes, locale),
    },
    {
      name: t('preferences.disk'),
      value: formatBytes(limits.diskBytes, locale),
    },
    { name: t('preferences.gpu'), value: String(limits.gpuCount) },
    {
      name: t('preferences.life'),
      value:
        limits.timeToLiveSeconds === undefined
          ? t('preferences.lifeUnlimited')
          : formatDuration(limits.timeToLiveSeconds),
    },
    { name: t('preferences.workloads'), value: String(limits.workloads) },
  ];
  return (
    <>
      <Facts facts={about} />
      <Text as="h3" weight="bold">
        {t('preferences.limits')}
      </Text>
      <Facts facts={bounds} />
    </>
  );
}
