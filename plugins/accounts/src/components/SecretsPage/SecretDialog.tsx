import type { WrittenSecret } from '@astrolabe/plugin-accounts-common';
import { CodeBlock, FailureState } from '@astrolabe/ui';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import type { FormEvent, ReactNode } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { useTranslate } from '../../hooks/useTranslate';

/** A form that writes a secret, and shows once what the portal has made. */
export function SecretDialog(props: {
  title: string;
  isReady: boolean;
  children: ReactNode;
  onSend(): Promise<WrittenSecret>;
  onMade(): void;
  onClose(): void;
}) {
  const { title, isReady, onSend, onMade, onClose } = props;
  const t = useTranslate();
  const [{ value: made, error, loading: isSending }, send] =
    useAsyncFn(async () => {
      const written = await onSend();
      onMade();
      if (!written.generated) onClose();
      return written;
    }, [onSend, onMade, onClose]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !isSending) void send();
  };
  const onOpenChange = (isOpen: boolean) => !isOpen && onClose();
  if (made?.generated) {
    return (
      <Dialog isOpen onOpenChange={onOpenChange}>
        <DialogHeader>{made.name}</DialogHeader>
        <DialogBody>
          <Flex direction="column" gap="3">
            <Text role="status">{t('secrets.told')}</Text>
            <CodeBlock label={t('secrets.value')} code={made.generated} />
          </Flex>
        </DialogBody>
        <DialogFooter>
          <Button variant="primary" slot="close">
            {t('secrets.done')}
          </Button>
        </DialogFooter>
      </Dialog>
    );
  }
  return (
    <Dialog isOpen onOpenChange={onOpenChange}>
      <DialogHeader>{title}</DialogHeader>
      <form onSubmit={submit} autoComplete="off">
        <DialogBody>
          <Flex direction="column" gap="3">
            {props.children}
            {error && <FailureState error={error} />}
          </Flex>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" slot="close">
            {t('secrets.cancel')}
          </Button>
          <Button
            type="submit"
            variant="primary"
            isDisabled={!isReady || isSending}
          >
            {t('secrets.save')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
