import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FormEvent, ReactNode } from 'react';
import { FailureState } from '../states/FailureState';
import { uiTranslationRef } from '../translation';

/**
 * A form that is asked for in a dialog. It is sent by its button or the Enter
 * key, once at a time and when it is ready; why that did not work stands in it.
 *
 * @public
 */
export function FormDialog(props: {
  title: string;
  submitLabel: string;
  isReady?: boolean;
  isSending?: boolean;
  error?: unknown;
  /** Another answer, in place of cancelling: which of the two is meant, only a button says, and no Enter key. */
  otherwise?: { label: string; onPress(): void };
  onSubmit(): void;
  onClose(): void;
  children: ReactNode;
}) {
  const { title, submitLabel, isReady = true, isSending = false } = props;
  const { error, otherwise, onSubmit, onClose, children } = props;
  const { t } = useTranslationRef(uiTranslationRef);
  const send = () => isReady && !isSending && onSubmit();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!otherwise) send();
  };
  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <DialogHeader>{title}</DialogHeader>
      <form onSubmit={submit} autoComplete="off">
        <DialogBody>
          <Flex direction="column" gap="3">
            {children}
            {error !== undefined && <FailureState error={error} />}
          </Flex>
        </DialogBody>
        <DialogFooter>
          {otherwise ? (
            <Button
              variant="secondary"
              isDisabled={isSending}
              onPress={otherwise.onPress}
            >
              {otherwise.label}
            </Button>
          ) : (
            <Button variant="secondary" slot="close">
              {t('dialog.cancel')}
            </Button>
          )}
          <Button
            type={otherwise ? 'button' : 'submit'}
            variant="primary"
            isDisabled={!isReady}
            loading={isSending}
            onPress={otherwise && send}
          >
            {submitLabel}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
