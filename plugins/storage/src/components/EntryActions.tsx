import type {
  StorageEntry,
  StorageTask,
} from '@astrolabe/plugin-storage-common';
import { ConfirmDialog, ErrorState } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { storageApiRef } from '../api';
import type { StorageView } from '../hooks/useStorage';
import { useTranslate } from '../hooks/useTranslate';
import { MoveDialog } from './MoveDialog';
import { PreviewDialog } from './PreviewDialog';

/** What one can do with an entry. */
export type What = 'download' | 'preview' | 'move' | 'remove';

export interface Asked {
  entry: StorageEntry;
  what: What;
}

/** Does what was asked for with an entry, after a question where there is one. */
export function EntryActions(props: {
  asked: Asked | undefined;
  view: StorageView;
  onFollow(task: Promise<StorageTask>): void;
  onClose(): void;
}) {
  const { asked, view, onFollow, onClose } = props;
  const t = useTranslate();
  const api = useApi(storageApiRef);
  const [error, setError] = useState<unknown>();
  const { storage } = view;
  const download = asked?.what === 'download' ? asked.entry.path : undefined;
  useEffect(() => {
    if (download === undefined) return;
    setError(undefined);
    api.save(storage, download).catch(setError);
    onClose();
    // Once for each time that it is asked for.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [download]);

  if (error !== undefined && !asked) return <ErrorState error={error} />;
  if (!asked || asked.what === 'download') return null;
  const { entry } = asked;
  const { name, path, kind } = entry;
  if (asked.what === 'preview') {
    return <PreviewDialog storage={storage} entry={entry} onClose={onClose} />;
  }
  if (asked.what === 'move') {
    return (
      <MoveDialog
        entry={entry}
        view={view}
        onMove={({ isCopy, to, toStorage }) => {
          const transfer = {
            ...{ from: path, to },
            ...(toStorage !== storage && { toStorage }),
          };
          onFollow(
            isCopy ? api.copy(storage, transfer) : api.move(storage, transfer),
          );
        }}
        onClose={onClose}
      />
    );
  }
  const recursive = kind === 'folder';
  return (
    <ConfirmDialog
      isOpen
      isDangerous
      onOpenChange={isOpen => !isOpen && onClose()}
      title={t('remove.title', { name })}
      body={<Text>{t(`remove.${kind}`)}</Text>}
      confirmLabel={t('act.remove')}
      onConfirm={() => onFollow(api.remove(storage, path, { recursive }))}
    />
  );
}
