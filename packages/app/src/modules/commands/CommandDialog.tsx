import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { Command } from 'cmdk';
import { useState } from 'react';
import { appTranslationRef } from '../../translation';
import { ActionItems } from './ActionItems';
import { AssetItems } from './AssetItems';
import styles from './CommandDialog.module.css';
import { PageItems } from './PageItems';
import { rank } from './rank';
import { WorkloadItems } from './WorkloadItems';

/** Everything one can go to or do, found by typing. */
export function CommandDialog(props: {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}) {
  const { t } = useTranslationRef(appTranslationRef);
  const [text, setText] = useState('');
  const setOpen = (isOpen: boolean) => {
    if (!isOpen) setText('');
    props.onOpenChange(isOpen);
  };
  const onDone = () => setOpen(false);

  return (
    <Dialog isOpen={props.isOpen} onOpenChange={setOpen} width="40rem">
      <DialogHeader>{t('commands.title')}</DialogHeader>
      <DialogBody>
        <Command
          label={t('commands.title')}
          className={styles.commands}
          filter={rank}
          loop
        >
          <Command.Input
            value={text}
            onValueChange={setText}
            placeholder={t('commands.placeholder')}
            className={styles.input}
            // The dialog was opened to type here.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
          />
          <Command.List label={t('commands.results')} className={styles.list}>
            <Command.Empty className={styles.empty}>
              {t('commands.none', { text })}
            </Command.Empty>
            <PageItems onDone={onDone} />
            <WorkloadItems onDone={onDone} />
            <AssetItems text={text} onDone={onDone} />
            <ActionItems onDone={onDone} />
          </Command.List>
        </Command>
      </DialogBody>
    </Dialog>
  );
}
