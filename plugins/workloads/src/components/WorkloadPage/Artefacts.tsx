import {
  lifetimes,
  type ArtefactLimits,
  type ArtefactList,
  type KeptNot,
  type Workload,
} from '@astrolabe/plugin-workloads-common';
import {
  Facts,
  FailureNote,
  formatBytes,
  PlainList,
  Section,
  useLocale,
} from '@astrolabe/ui';
import { Button, Flex, Text } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { useArtefacts } from '../../hooks/useArtefacts';
import { useTranslate } from '../../hooks/useTranslate';

/** The files that it left; nothing, where none are to be expected. */
export function Artefacts({ workload }: { workload: Workload }) {
  const t = useTranslate();
  const locale = useLocale();
  const { list, error, load, download } = useArtefacts(workload);
  const items = list?.items ?? [];
  const isExpected = lifetimes[workload.lifetime.kind].keepsArtefacts;
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
      {list && <Keeping list={list} />}
      <div>
        <Button size="small" variant="secondary" onPress={load}>
          {t('artefacts.refresh')}
        </Button>
      </div>
    </Section>
  );
}

/** Which limit a reason is about. */
const limitOf: Partial<Record<KeptNot, keyof ArtefactLimits>> = {
  'file-too-large': 'bytesEach',
  'run-full': 'bytesPerRun',
  'person-full': 'bytesPerPerson',
};

/** How long they stay, and what goes before, and why. */
function Keeping({ list }: { list: ArtefactList }) {
  const t = useTranslate();
  const locale = useLocale();
  const { items, kept, notKept, limits } = list;
  const left = new Set(notKept.map(({ path }) => path));
  const isAnyKept = kept && items.some(({ path }) => !left.has(path));
  const because = (reason: KeptNot) => {
    const limit = limitOf[reason];
    const bytes = limit ? formatBytes(limits[limit], locale) : '';
    return t(`artefacts.notKept.${reason}`, { limit: bytes });
  };
  return (
    <>
      {isAnyKept && <Text color="secondary">{t('artefacts.kept')}</Text>}
      {notKept.length > 0 && (
        <Flex direction="column" gap="1">
          <Text>{t('artefacts.notKept.title')}</Text>
          <PlainList label={t('artefacts.notKept.title')}>
            {notKept.map(({ path, bytes, reason }) => (
              <li key={path}>
                <Text>
                  {`${path} (${formatBytes(bytes, locale)}): ${because(
                    reason,
                  )}`}
                </Text>
              </li>
            ))}
          </PlainList>
        </Flex>
      )}
    </>
  );
}
