import { HOME_STORAGE, joinPath } from '@astrolabe/plugin-storage-common';
import {
  EmptyState,
  ErrorState,
  FailureState,
  FileButton,
  formatBytes,
  LoadingState,
  PageFrame,
  SharedNote,
  useLocale,
} from '@astrolabe/ui';
import { Button, Flex, Select, Text } from '@backstage/ui';
import { RiFolderAddLine, RiRefreshLine } from '@remixicon/react';
import { useState } from 'react';
import { useStorage, type StorageView } from '../hooks/useStorage';
import { useTask } from '../hooks/useTask';
import { useTranslate } from '../hooks/useTranslate';
import { useUploads } from '../hooks/useUploads';
import { DropPlace } from './DropPlace';
import { EntryActions, type Asked } from './EntryActions';
import { EntryTable } from './EntryTable';
import { NewFolder } from './NewFolder';
import { TaskNote } from './TaskNote';
import { UploadList } from './UploadList';
import { Way } from './Way';

/** A person's files: a folder of one of their storages, and what they do with it. */
export function StoragePage() {
  const t = useTranslate();
  const view = useStorage();
  const uploads = useUploads(view.look);
  const task = useTask(view.look);
  const [asked, setAsked] = useState<Asked>();
  const [isMaking, setMaking] = useState(false);
  const add = (files: File[]) => uploads.add(files, view);
  const { error, retry } = view.folder;
  return (
    <PageFrame
      title={t('page.title')}
      subtitle={t('page.subtitle')}
      actions={
        <>
          {view.mayChange && (
            <FileButton label={t('act.upload')} multiple onPick={add} />
          )}
          <Button
            variant="secondary"
            iconStart={<RiFolderAddLine aria-hidden />}
            isDisabled={!view.mayChange}
            onPress={() => setMaking(true)}
          >
            {t('act.newFolder')}
          </Button>
          <Button
            variant="secondary"
            iconStart={<RiRefreshLine aria-hidden />}
            isPending={view.folder.loading && view.shown !== undefined}
            onPress={view.look}
          >
            {t('act.refresh')}
          </Button>
        </>
      }
    >
      <Where view={view} />
      <UploadList uploads={uploads} freeBytes={view.usage.value?.freeBytes} />
      <TaskNote view={task} />
      {task.error !== undefined && <ErrorState error={task.error} />}
      {error && !view.folder.loading && (
        <FailureState error={error} onRetry={retry} />
      )}
      <DropPlace onDrop={files => view.mayChange && add(files)}>
        {!error && <Folder view={view} onAsk={setAsked} />}
      </DropPlace>
      <EntryActions
        asked={asked}
        view={view}
        onFollow={task.follow}
        onClose={() => setAsked(undefined)}
      />
      {isMaking && (
        <NewFolder
          storage={view.storage}
          pathOf={name => joinPath(view.path, name)}
          onMade={view.look}
          onClose={() => setMaking(false)}
        />
      )}
    </PageFrame>
  );
}

/** Which storage and folder, and how full it is. */
function Where({ view }: { view: StorageView }) {
  const t = useTranslate();
  const locale = useLocale();
  const { items = [], incomplete } = view.storages.value ?? {};
  const { usedBytes, totalBytes } = view.usage.value ?? {};
  const { here } = view;
  const titleOf = (id: string, title: string, ownerRef?: string) =>
    id === HOME_STORAGE
      ? t('page.home')
      : [title, ownerRef && `(${nameOfRef(ownerRef)})`]
          .filter(Boolean)
          .join(' ');
  const used = usedBytes !== undefined && formatBytes(usedBytes, locale);
  return (
    <Flex direction="column" gap="2">
      {items.length > 1 && (
        <Select
          label={t('page.storage')}
          options={items.map(({ id, title, ownerRef }) => ({
            value: id,
            label: titleOf(id, title, ownerRef),
          }))}
          value={view.storage}
          onChange={id => view.go({ storage: String(id) })}
        />
      )}
      {here?.shared && here.ownerRef && (
        <SharedNote thing={{ ownerRef: here.ownerRef, shared: here.shared }} />
      )}
      {incomplete && <Text role="status">{t('page.incomplete')}</Text>}
      {here?.reason && here.state !== 'working' && (
        <Text role="status" color="danger">
          {t('page.notWorking', { reason: here.reason })}
        </Text>
      )}
      <Way path={view.path} onGo={path => view.go({ path })} />
      {used && (
        <Text color="secondary" variant="body-small">
          {totalBytes === undefined
            ? t('page.used', { used })
            : t('page.usage', { used, total: formatBytes(totalBytes, locale) })}
        </Text>
      )}
    </Flex>
  );
}

function nameOfRef(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

function Folder(props: { view: StorageView; onAsk(asked: Asked): void }) {
  const t = useTranslate();
  const { view, onAsk } = props;
  const { shown } = view;
  if (!shown) return <LoadingState label={t('page.loading')} />;
  if (shown.items.length === 0) {
    return (
      <EmptyState
        title={t('page.emptyTitle')}
        description={t('page.emptyDescription')}
      />
    );
  }
  return (
    <>
      <EntryTable
        key={`${shown.storage}/${shown.path}`}
        entries={shown.items}
        sorting={view.sorting}
        onSort={view.setSorting}
        mayChange={view.mayChange}
        onOpen={entry =>
          entry.kind === 'folder'
            ? view.go({ path: entry.path })
            : onAsk({ entry, what: 'preview' })
        }
        onAsk={onAsk}
      />
      {shown.total > shown.items.length && (
        <Text role="status">
          {t('page.more', {
            total: String(shown.total),
            shown: String(shown.items.length),
          })}
        </Text>
      )}
    </>
  );
}
