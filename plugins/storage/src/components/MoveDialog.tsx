import type { StorageEntry } from '@astrolabe/plugin-storage-common';
import { FormDialog } from '@astrolabe/ui';
import { TextField } from '@backstage/ui';
import { useState } from 'react';
import { useTranslate } from '../hooks/useTranslate';

/** Asks where an entry is to be. */
export function MoveDialog(props: {
  entry: StorageEntry;
  onMove(to: string): void;
  onClose(): void;
}) {
  const { entry, onMove, onClose } = props;
  const t = useTranslate();
  const [to, setTo] = useState(entry.path);
  const isReady = to.trim() !== '' && to !== entry.path;
  const submit = () => {
    onMove(to);
    onClose();
  };
  return (
    <FormDialog
      title={t('move.title', { name: entry.name })}
      submitLabel={t('move.do')}
      isReady={isReady}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={t('move.to')}
        description={t('move.help')}
        value={to}
        onChange={setTo}
        maxLength={4096}
        isRequired
      />
    </FormDialog>
  );
}
