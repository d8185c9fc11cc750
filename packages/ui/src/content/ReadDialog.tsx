import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReactNode } from 'react';
import { uiTranslationRef } from '../translation';

/** Something to read in a dialog, until one is done with it. @public */
export function ReadDialog(props: {
  title: string;
  onClose(): void;
  children: ReactNode;
}) {
  const { title, onClose, children } = props;
  const { t } = useTranslationRef(uiTranslationRef);
  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          {children}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" slot="close">
          {t('dialog.done')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
