import type { SavedSearchQuery } from '@astrolabe/plugin-assets-common';
import { FormDialog } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { Text, TextField } from '@backstage/ui';
import { useState } from 'react';
import { assetsApiRef } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
import { useSending } from '../../hooks/useSending';

const LONGEST_NAME = 100;

/** What a search is to be called. */
export function SaveDialog(props: {
  query: SavedSearchQuery;
  onSaved(): void;
  onClose(): void;
}) {
  const t = useTranslate();
  const api = useApi(assetsApiRef);
  const words = [
    props.query.text ?? [],
    Object.values(props.query.facets ?? {}),
  ];
  const [name, setName] = useState(
    words.flat(3).join(', ').slice(0, LONGEST_NAME),
  );
  const { send, isSending, error } = useSending(() => {
    props.onSaved();
    props.onClose();
  });
  return (
    <FormDialog
      title={t('saved.save')}
      submitLabel={t('saved.saveNow')}
      isReady={name.trim() !== ''}
      isSending={isSending}
      error={error}
      onSubmit={() => send(() => api.saveSearch(name.trim(), props.query))}
      onClose={props.onClose}
    >
      <TextField
        label={t('saved.name')}
        value={name}
        onChange={setName}
        maxLength={LONGEST_NAME}
        isRequired
      />
      <Text color="secondary">{t('saved.saveHelp')}</Text>
    </FormDialog>
  );
}
