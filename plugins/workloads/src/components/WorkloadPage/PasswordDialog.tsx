import type { EndpointView } from '@astrolabe/plugin-workloads-common';
import { CodeBlock, FailureNote, FormDialog, ReadDialog } from '@astrolabe/ui';
import { Text, TextField } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { workloadsApiRef } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';

const SHORTEST = 10;
const LONGEST = 128;

/** Sets the password of an endpoint, and shows it once. */
export function PasswordDialog(props: {
  workloadId: string;
  endpoint: EndpointView;
  onSet(): void;
  onClose(): void;
}) {
  const { workloadId, endpoint, onSet, onClose } = props;
  const t = useTranslate();
  const api = useApi(workloadsApiRef);
  const [own, setOwn] = useState('');
  const password = own.trim() || undefined;
  const isShort = password !== undefined && password.length < SHORTEST;
  const [{ value: made, error, loading: isSending }, set] =
    useAsyncFn(async () => {
      const told = await api.setPassword(workloadId, endpoint.name, password);
      onSet();
      return told;
    }, [api, workloadId, endpoint.name, password, onSet]);
  const title = t('password.titleOf', { endpoint: endpoint.title });

  if (made) {
    return (
      <ReadDialog title={title} onClose={onClose}>
        <Text role="status">{t('password.told')}</Text>
        <CodeBlock label={t('password.address')} code={endpoint.url} />
        <CodeBlock label={t('password.label')} code={made.password} />
      </ReadDialog>
    );
  }
  return (
    <FormDialog
      title={title}
      submitLabel={t('password.set')}
      isReady={!isShort}
      isSending={isSending}
      onSubmit={set}
      onClose={onClose}
    >
      <Text>{t('password.warning')}</Text>
      <TextField
        label={t('password.own')}
        description={t('password.ownHelp')}
        value={own}
        onChange={setOwn}
        maxLength={LONGEST}
        autoComplete="off"
        isInvalid={isShort}
      />
      {error && <FailureNote title={t('password.failed')} error={error} />}
    </FormDialog>
  );
}
