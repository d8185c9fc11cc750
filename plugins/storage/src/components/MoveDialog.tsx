import {
  HOME_STORAGE,
  nameOfPath,
  type StorageEntry,
} from '@astrolabe/plugin-storage-common';
import { FormDialog } from '@astrolabe/ui';
import { Checkbox, Select, TextField } from '@backstage/ui';
import { useState } from 'react';
import type { StorageView } from '../hooks/useStorage';
import { useTranslate } from '../hooks/useTranslate';

/** Where an entry is to be, and whether it also stays where it is. */
export interface Wish {
  to: string;
  toStorage: string;
  isCopy: boolean;
}

/** Asks where an entry is to be. */
export function MoveDialog(props: {
  entry: StorageEntry;
  view: StorageView;
  onMove(wish: Wish): void;
  onClose(): void;
}) {
  const { entry, view, onMove, onClose } = props;
  const t = useTranslate();
  const [to, setTo] = useState(entry.path);
  const [toStorage, setToStorage] = useState(view.storage);
  const [isCopy, setCopy] = useState(false);
  const { items = [] } = view.storages.value ?? {};
  const isElsewhere = toStorage !== view.storage || to !== entry.path;
  const submit = () => {
    onMove({ to, toStorage, isCopy });
    onClose();
  };
  const chooseStorage = (id: string) => {
    setToStorage(id);
    // Another storage has other folders.
    setTo(id === view.storage ? entry.path : nameOfPath(entry.path));
  };
  return (
    <FormDialog
      title={t('move.title', { name: entry.name })}
      submitLabel={t(isCopy ? 'move.copy' : 'move.do')}
      isReady={to.trim() !== '' && isElsewhere}
      onSubmit={submit}
      onClose={onClose}
    >
      {items.length > 1 && (
        <Select
          label={t('move.storage')}
          options={items.map(({ id, title }) => ({
            value: id,
            label: id === HOME_STORAGE ? t('page.home') : title,
          }))}
          value={toStorage}
          onChange={id => chooseStorage(String(id))}
        />
      )}
      <TextField
        label={t('move.to')}
        description={t('move.help')}
        value={to}
        onChange={setTo}
        maxLength={4096}
        isRequired
      />
      <Checkbox isSelected={isCopy} onChange={setCopy}>
        {t('move.keep')}
      </Checkbox>
    </FormDialog>
  );
}
