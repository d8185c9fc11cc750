import { wrongInName } from '@astrolabe/plugin-storage-common';
import { FailureState } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  TextField,
} from '@backstage/ui';
import { useState, type FormEvent } from 'react';
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !loading) void make();
  };
  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <DialogHeader>{t('folder.title')}</DialogHeader>
      <form onSubmit={submit}>
        <DialogBody>
          <Flex direction="column" gap="3">
            <TextField
              label={t('folder.name')}
              value={name}
              onChange={setName}
              maxLength={255}
              isRequired
            />
            {error && <FailureState error={error} />}
          </Flex>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" slot="close">
            {t('act.cancel')}
          </Button>
          <Button
            type="submit"
            variant="primary"
            isDisabled={!isReady || loading}
          >
            {t('folder.make')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
