import { lifetimes, type Workload } from '@astrolabe/plugin-workloads-common';
import { Facts, formatBytes, Section, useLocale } from '@astrolabe/ui';
import { Button, Flex, Text } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { useArtefacts } from '../../hooks/useArtefacts';
import { useTranslate } from '../../hooks/useTranslate';
import { FailureNote } from '../shared/Failure';

/** The files that it left; nothing, where none are to be expected. */
export function Artefacts({ workload }: { workload: Workload }) {
  const t = useTranslate();
  const locale = useLocale();
  const { list, error, load, download } = useArtefacts(workload);
  const items = list?.items ?? [];
  const isExpected = lifetimes[workload.lifetime.kind].takesParameters;
  if (items.length === 0 && !isExpected) return null;
  return (
    <Section title={t('artefacts.title')}>
      {error !== undefined && (
        <FailureNote title={t('artefacts.failed')} error={error} />
      )}
      {list && items.length === 0 && (
        <Text color="secondary">
          {t(list.gone ? 'artefacts.gone' : 'artefacts.none')}
        </Text>
      )}
      <Facts
        facts={items.map(({ path, bytes }) => ({
          name: path,
          value: (
            <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
              <Text>{formatBytes(bytes, locale)}</Text>
              <Button
                size="small"
                variant="secondary"
                iconStart={<RiDownloadLine aria-hidden />}
                aria-label={t('artefacts.downloadOne', { path })}
                onPress={() => download(path)}
              >
                {t('artefacts.download')}
              </Button>
            </Flex>
          ),
        }))}
      />
      {list?.truncated && <Text>{t('artefacts.truncated')}</Text>}
      <div>
        <Button size="small" variant="secondary" onPress={load}>
          {t('artefacts.refresh')}
        </Button>
      </div>
    </Section>
  );
}
