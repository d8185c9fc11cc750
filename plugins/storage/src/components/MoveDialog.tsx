import type { StorageEntry } from '@astrolabe/plugin-storage-common';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextField,
} from '@backstage/ui';
import { useState, type FormEvent } from 'react';
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    onMove(to);
    onClose();
  };
  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <DialogHeader>{t('move.title', { name: entry.name })}</DialogHeader>
      <form onSubmit={submit}>
        <DialogBody>
          <TextField
            label={t('move.to')}
            description={t('move.help')}
            value={to}
            onChange={setTo}
            maxLength={4096}
            isRequired
          />
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" slot="close">
            {t('act.cancel')}
          </Button>
          <Button type="submit" variant="primary" isDisabled={!isReady}>
            {t('move.do')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
