import type { WrittenSecret } from '@astrolabe/plugin-accounts-common';
import { CodeBlock, FormDialog, ReadDialog } from '@astrolabe/ui';
import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
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
  if (made?.generated) {
    return (
      <ReadDialog title={made.name} onClose={onClose}>
        <Text role="status">{t('secrets.told')}</Text>
        <CodeBlock label={t('secrets.value')} code={made.generated} />
      </ReadDialog>
    );
  }
  return (
    <FormDialog
      title={title}
      submitLabel={t('secrets.save')}
      isReady={isReady}
      isSending={isSending}
      error={error}
      onSubmit={send}
      onClose={onClose}
    >
      {props.children}
    </FormDialog>
  );
}
