import { wrongInName } from '@astrolabe/plugin-storage-common';
import { FormDialog } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { TextField } from '@backstage/ui';
import { useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { storageApiRef } from '../api';
import { useTranslate } from '../hooks/useTranslate';

/** Asks for the name of a new folder, and makes it. */
export function NewFolder(props: {
  storage: string;
  pathOf(name: string): string;
  onMade(): void;
  onClose(): void;
}) {
  const { storage, pathOf, onMade, onClose } = props;
  const t = useTranslate();
  const api = useApi(storageApiRef);
  const [name, setName] = useState('');
  const isReady = wrongInName(name) === undefined;
  const [{ error, loading }, make] = useAsyncFn(async () => {
    await api.makeFolder(storage, pathOf(name));
    onMade();
    onClose();
  }, [api, storage, name]);
  return (
    <FormDialog
      title={t('folder.title')}
      submitLabel={t('folder.make')}
      isReady={isReady}
      isSending={loading}
      error={error}
      onSubmit={make}
      onClose={onClose}
    >
      <TextField
        label={t('folder.name')}
        value={name}
        onChange={setName}
        maxLength={255}
        isRequired
      />
    </FormDialog>
  );
}
