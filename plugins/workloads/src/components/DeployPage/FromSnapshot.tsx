import type { Snapshot } from '@astrolabe/plugin-workloads-common';
import { formatBytes, formatInstant, useLocale } from '@astrolabe/ui';
import { Alert, ButtonLink, Flex } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { siteName } from '../shared/resources';
import { deployPath } from '../../routes';

/** Says what it will begin with, and how to begin without. */
export function FromSnapshot({ snapshot }: { snapshot: Snapshot }) {
  const { title, entityRef, variant, bytes, bytesBefore } = snapshot;
  const t = useTranslate();
  const locale = useLocale();
  return (
    <Flex direction="column" gap="2" align="start">
      <Alert
        status="info"
        icon
        title={t('snapshot.beginsWith', { name: title })}
        description={t('snapshot.beginsWithText', {
          time: formatInstant(snapshot.createdAt, locale),
          size: formatBytes(bytes ?? bytesBefore, locale),
          site: siteName(snapshot.siteTitle, t),
        })}
      />
      <ButtonLink
        size="small"
        variant="secondary"
        href={deployPath(entityRef, { variant })}
      >
        {t('snapshot.without')}
      </ButtonLink>
    </Flex>
  );
}
