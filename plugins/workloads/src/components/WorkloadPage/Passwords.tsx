import type {
  EndpointPassword,
  EndpointView,
  Workload,
} from '@astrolabe/plugin-workloads-common';
import {
  ConfirmDialog,
  FailureNote,
  formatInstant,
  PlainList,
  Section,
  useLocale,
} from '@astrolabe/ui';
import { Button, Flex, Text } from '@backstage/ui';
import { useState } from 'react';
import { usePasswords } from '../../hooks/usePasswords';
import { useTranslate } from '../../hooks/useTranslate';
import { PasswordDialog } from './PasswordDialog';

/** Which endpoints open to people without an account; nothing, where there are none. */
export function Passwords({ workload }: { workload: Workload }) {
  const t = useTranslate();
  if (workload.endpoints.length === 0) return null;
  return (
    <Section title={t('password.title')}>
      <Locks workload={workload} />
    </Section>
  );
}

function Locks({ workload }: { workload: Workload }) {
  const t = useTranslate();
  const { passwords, error, load, remove } = usePasswords(workload.id);
  const [setting, setSetting] = useState<EndpointView>();
  const [removing, setRemoving] = useState<EndpointView>();
  return (
    <>
      <Text color="secondary">{t('password.about')}</Text>
      {error !== undefined && (
        <FailureNote title={t('password.failed')} error={error} />
      )}
      {passwords && (
        <PlainList>
          {workload.endpoints.map(endpoint => (
            <li key={endpoint.name}>
              <Password
                endpoint={endpoint}
                password={passwords.find(
                  each => each.endpoint === endpoint.name,
                )}
                onSet={() => setSetting(endpoint)}
                onRemove={() => setRemoving(endpoint)}
              />
            </li>
          ))}
        </PlainList>
      )}
      {setting && (
        <PasswordDialog
          workloadId={workload.id}
          endpoint={setting}
          onSet={load}
          onClose={() => setSetting(undefined)}
        />
      )}
      {removing && (
        <ConfirmDialog
          isOpen
          onOpenChange={isOpen => !isOpen && setRemoving(undefined)}
          title={t('password.confirmRemove', { endpoint: removing.title })}
          body={t('password.confirmRemoveBody')}
          confirmLabel={t('password.remove')}
          isDangerous
          onConfirm={() => remove(removing.name)}
        />
      )}
    </>
  );
}

function Password(props: {
  endpoint: EndpointView;
  password: EndpointPassword | undefined;
  onSet(): void;
  onRemove(): void;
}) {
  const { endpoint, password, onSet, onRemove } = props;
  const t = useTranslate();
  const locale = useLocale();
  const named = { endpoint: endpoint.title };
  return (
    <Flex align="center" justify="between" gap="2" style={{ flexWrap: 'wrap' }}>
      <div style={{ minWidth: 0 }}>
        <Text weight="bold">{endpoint.title}</Text>{' '}
        <Text color="secondary" aria-live="polite">
          {password
            ? t('password.since', {
                instant: formatInstant(password.setAt, locale),
              })
            : t('password.none')}
        </Text>
      </div>
      <Flex gap="2" style={{ flexWrap: 'wrap' }}>
        <Button
          size="small"
          variant="secondary"
          aria-label={t(
            password ? 'password.changeOf' : 'password.setOf',
            named,
          )}
          onPress={onSet}
        >
          {t(password ? 'password.change' : 'password.set')}
        </Button>
        {password && (
          <Button
            size="small"
            variant="secondary"
            aria-label={t('password.removeOf', named)}
            onPress={onRemove}
          >
            {t('password.remove')}
          </Button>
        )}
      </Flex>
    </Flex>
  );
}
