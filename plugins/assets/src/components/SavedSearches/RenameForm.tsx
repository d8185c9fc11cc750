import { Button, Flex, TextField } from '@backstage/ui';
import { useState, type FormEvent } from 'react';
import { useTranslate } from '../../hooks/useTranslate';

/** What a saved search is to be called from now on. */
export function RenameForm(props: {
  name: string;
  isSending: boolean;
  onRename(name: string): void;
  onCancel(): void;
}) {
  const t = useTranslate();
  const [name, setName] = useState(props.name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) props.onRename(name.trim());
  };
  return (
    <form onSubmit={submit}>
      <Flex gap="2" align="end" style={{ flexWrap: 'wrap' }}>
        <TextField
          label={t('saved.name')}
          value={name}
          onChange={setName}
          maxLength={100}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- who pressed a button here goes on here
          autoFocus
        />
        <Button type="submit" size="small" loading={props.isSending}>
          {t('saved.renameNow')}
        </Button>
        <Button variant="secondary" size="small" onPress={props.onCancel}>
          {t('saved.cancel')}
        </Button>
      </Flex>
    </form>
  );
}
