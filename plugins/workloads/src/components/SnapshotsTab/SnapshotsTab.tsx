import type {
  Snapshot,
  SnapshotList,
} from '@astrolabe/plugin-workloads-common';
import {
  ConfirmDialog,
  EmptyState,
  FailureNote,
  FailureState,
  formatBytes,
  LoadingState,
  PlainList,
  useLocale,
} from '@astrolabe/ui';
import { Flex } from '@backstage/ui';
import { useState } from 'react';
import { useAssetTitles } from '../../hooks/useAssetTitles';
import type { useSnapshots } from '../../hooks/useSnapshots';
import { useTranslate } from '../../hooks/useTranslate';
import { Share } from '../shared/Share';
import { SnapshotCard } from './SnapshotCard';

/** What the person's workloads had become: how far, how large, and what to do with it. */
export function SnapshotsTab(props: ReturnType<typeof useSnapshots>) {
  const { list, error, load, remove } = props;
  const t = useTranslate();
  const [doomed, setDoomed] = useState<Snapshot>();
  const titles = useAssetTitles(
    (list?.items ?? []).map(({ entityRef }) => entityRef),
  );
  if (!list) {
    return error === undefined ? (
      <LoadingState label={t('snapshot.loading')} />
    ) : (
      <FailureState error={error} onRetry={load} />
    );
  }
  if (list.items.length === 0) {
    return (
      <EmptyState
        title={t('snapshot.emptyTitle')}
        description={t('snapshot.emptyDescription')}
      />
    );
  }
  return (
    <Flex direction="column" gap="4">
      {error !== undefined && (
        <FailureNote title={t('action.failed')} error={error} />
      )}
      <Room list={list} />
      <PlainList label={t('snapshot.list')}>
        {list.items.map(snapshot => (
          <SnapshotCard
            key={snapshot.id}
            snapshot={snapshot}
            assetTitle={titles[snapshot.entityRef]}
            onDelete={() => setDoomed(snapshot)}
          />
        ))}
      </PlainList>
      {doomed && (
        <ConfirmDialog
          isOpen
          onOpenChange={isOpen => !isOpen && setDoomed(undefined)}
          title={t('snapshot.confirmTitle', { name: doomed.title })}
          body={t('snapshot.confirmBody')}
          confirmLabel={t('action.delete')}
          isDangerous
          onConfirm={() => remove(doomed)}
        />
      )}
    </Flex>
  );
}

/** How much of what the person may keep is used. */
function Room({ list: { limits } }: { list: SnapshotList }) {
  const t = useTranslate();
  const locale = useLocale();
  return (
    <Share
      name={t('snapshot.yours')}
      part={limits.usedBytes}
      total={limits.bytesPerPerson}
      words={t('snapshot.used', {
        used: formatBytes(limits.usedBytes, locale),
        limit: formatBytes(limits.bytesPerPerson, locale),
        number: String(limits.used),
        most: String(limits.perPerson),
      })}
    />
  );
}
