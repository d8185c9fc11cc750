import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReactNode } from 'react';
import { uiTranslationRef } from '../translation';

/** Asks before something that cannot be taken back. @public */
export function ConfirmDialog(props: {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  title: string;
  body: ReactNode;
  confirmLabel: string;
  onConfirm(): void;
  isDangerous?: boolean;
  /** It cannot be done now; the body says why. */
  isConfirmDisabled?: boolean;
}) {
  const { t } = useTranslationRef(uiTranslationRef);
  const confirm = () => {
    props.onOpenChange(false);
    props.onConfirm();
  };
  return (
    <Dialog isOpen={props.isOpen} onOpenChange={props.onOpenChange}>
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>{props.body}</DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('dialog.cancel')}
        </Button>
        <Button
          variant="primary"
          destructive={props.isDangerous}
          isDisabled={props.isConfirmDisabled}
          onPress={confirm}
        >
          {props.confirmLabel}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
