import type {
  EndpointView,
  NewEndpointPassword,
} from '@astrolabe/plugin-workloads-common';
import { CodeBlock, FailureNote } from '@astrolabe/ui';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
  TextField,
} from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useState, type FormEvent } from 'react';
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
  const [isSending, setSending] = useState(false);
  const [made, setMade] = useState<NewEndpointPassword>();
  const [error, setError] = useState<unknown>();
  const password = own.trim() || undefined;
  const isShort = password !== undefined && password.length < SHORTEST;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isShort || isSending) return;
    setSending(true);
    setError(undefined);
    try {
      setMade(await api.setPassword(workloadId, endpoint.name, password));
      onSet();
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(false);
    }
  };

  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <DialogHeader>
        {t('password.titleOf', { endpoint: endpoint.title })}
      </DialogHeader>
      {made ? (
        <Told url={endpoint.url} password={made.password} />
      ) : (
        <form onSubmit={submit}>
          <DialogBody>
            <Flex direction="column" gap="3">
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
              {error !== undefined && (
                <FailureNote title={t('password.failed')} error={error} />
              )}
            </Flex>
          </DialogBody>
          <DialogFooter>
            <Button variant="secondary" slot="close">
              {t('action.cancel')}
            </Button>
            <Button
              type="submit"
              variant="primary"
              isDisabled={isShort || isSending}
            >
              {t('password.set')}
            </Button>
          </DialogFooter>
        </form>
      )}
    </Dialog>
  );
}

/** The password, for the only time. */
function Told({ url, password }: { url: string; password: string }) {
  const t = useTranslate();
  return (
    <>
      <DialogBody>
        <Flex direction="column" gap="3">
          <Text role="status">{t('password.told')}</Text>
          <CodeBlock label={t('password.address')} code={url} />
          <CodeBlock label={t('password.label')} code={password} />
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" slot="close">
          {t('password.done')}
        </Button>
      </DialogFooter>
    </>
  );
}
