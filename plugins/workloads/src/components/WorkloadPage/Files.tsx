import type {
  FolderEntry,
  FolderView,
  Workload,
} from '@astrolabe/plugin-workloads-common';
import {
  FailureNote,
  formatBytes,
  formatInstant,
  PlainList,
  Section,
  useLocale,
} from '@astrolabe/ui';
import { Button, Flex, Text } from '@backstage/ui';
import { RiDownloadLine, RiFolderLine } from '@remixicon/react';
import { below, useFolder } from '../../hooks/useFolder';
import { useTranslate } from '../../hooks/useTranslate';

/** The workload's own folder, to be looked into; its site is asked only then. */
export function Files({ workload }: { workload: Workload }) {
  const t = useTranslate();
  const { view, error, isLooking, look, download } = useFolder(workload);
  return (
    <Section title={t('files.title')}>
      <Text color="secondary">{t('files.hint')}</Text>
      {error !== undefined && (
        <FailureNote title={t('files.failed')} error={error} />
      )}
      {view && <Way folder={view.folder} onLook={look} />}
      {view && <Folder view={view} onLook={look} onDownload={download} />}
      <div>
        <Button
          size="small"
          variant="secondary"
          isPending={isLooking}
          onPress={() => look(view?.folder ?? '')}
        >
          {t(view ? 'files.refresh' : 'files.show')}
        </Button>
      </div>
    </Section>
  );
}

/** Where one is, and the way back. */
function Way(props: { folder: string; onLook(folder: string): void }) {
  const t = useTranslate();
  const names = props.folder === '' ? [] : props.folder.split('/');
  const steps = [
    { name: t('files.root'), path: '' },
    ...names.map((name, index) => ({
      name,
      path: names.slice(0, index + 1).join('/'),
    })),
  ];
  return (
    <nav aria-label={t('files.way')}>
      <Flex gap="1" align="center" style={{ flexWrap: 'wrap' }}>
        {steps.map(({ name, path }) =>
          path === props.folder ? (
            <Text key={path} aria-current="location" weight="bold">
              {name}
            </Text>
          ) : (
            <Button
              key={path}
              size="small"
              variant="tertiary"
              onPress={() => props.onLook(path)}
            >
              {`${name} /`}
            </Button>
          ),
        )}
      </Flex>
    </nav>
  );
}

function Folder(props: {
  view: FolderView;
  onLook(folder: string): void;
  onDownload(name: string): void;
}) {
  const { view, onLook, onDownload } = props;
  const t = useTranslate();
  if (view.items.length === 0) {
    return (
      <Text color="secondary" role="status">
        {t(view.gone ? 'files.gone' : 'files.none')}
      </Text>
    );
  }
  return (
    <>
      <PlainList label={t('files.list')}>
        {view.items.map(entry => (
          <li key={entry.name}>
            <Entry
              entry={entry}
              onPress={() =>
                entry.kind === 'folder'
                  ? onLook(below(view.folder, entry.name))
                  : onDownload(entry.name)
              }
            />
          </li>
        ))}
      </PlainList>
      {view.truncated && <Text>{t('artefacts.truncated')}</Text>}
    </>
  );
}

function Entry(props: { entry: FolderEntry; onPress(): void }) {
  const { name, kind, bytes = 0, changedAt } = props.entry;
  const t = useTranslate();
  const locale = useLocale();
  const isFolder = kind === 'folder';
  const changed = formatInstant(changedAt, locale);
  return (
    <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
      <Button
        size="small"
        variant="secondary"
        iconStart={
          isFolder ? (
            <RiFolderLine aria-hidden />
          ) : (
            <RiDownloadLine aria-hidden />
          )
        }
        aria-label={t(isFolder ? 'files.openOne' : 'files.downloadOne', {
          name,
        })}
        onPress={props.onPress}
      >
        {name}
      </Button>
      <Text color="secondary" variant="body-small">
        {isFolder ? changed : `${formatBytes(bytes, locale)} · ${changed}`}
      </Text>
    </Flex>
  );
}
