import type {
  FilePreview,
  StorageEntry,
} from '@astrolabe/plugin-storage-common';
import {
  DataTable,
  FailureState,
  LoadingState,
  ScrollRegion,
} from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import useAsync from 'react-use/esm/useAsync';
import { storageApiRef } from '../api';
import { useTranslate } from '../hooks/useTranslate';
import styles from './PreviewDialog.module.css';

/** The beginning of a file. */
export function PreviewDialog(props: {
  storage: string;
  entry: StorageEntry;
  onClose(): void;
}) {
  const { storage, entry, onClose } = props;
  const t = useTranslate();
  const api = useApi(storageApiRef);
  const { path, name } = entry;
  const { value, error } = useAsync(
    () => api.preview(storage, path),
    [api, storage, path],
  );
  return (
    <Dialog
      isOpen
      width="min(60rem, 95vw)"
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <DialogHeader>{name}</DialogHeader>
      <DialogBody>
        {!value && !error && <LoadingState label={t('preview.loading')} />}
        {error && <FailureState error={error} />}
        {value && <Shown name={name} preview={value} />}
        {value?.truncated && (
          <Text color="secondary" role="status">
            {t('preview.truncated')}
          </Text>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onPress={() => api.save(storage, path)}>
          {t('act.download')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function Shown({ name, preview }: { name: string; preview: FilePreview }) {
  const t = useTranslate();
  const { kind, text, rows = [], mediaType, base64, reason } = preview;
  if (preview.bytes === 0) return <Text>{t('preview.empty')}</Text>;
  switch (kind) {
    case 'text':
      return (
        <ScrollRegion label={t('preview.text', { name })}>
          <pre className={styles.text}>{text}</pre>
        </ScrollRegion>
      );
    case 'image':
      return (
        <img
          className={styles.image}
          alt={t('preview.picture', { name })}
          src={`data:${mediaType};base64,${base64}`}
        />
      );
    case 'table':
      return (
        <DataTable label={t('preview.table', { name })}>
          <tbody>
            {rows.map((row, index) => (
              // eslint-disable-next-line react/no-array-index-key -- they stay as they are
              <tr key={index}>
                {row.map((cell, column) => (
                  // eslint-disable-next-line react/no-array-index-key -- they stay as they are
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </DataTable>
      );
    default:
      return (
        <Text>
          {t(reason === 'too-large' ? 'preview.tooLarge' : 'preview.none')}
        </Text>
      );
  }
}
