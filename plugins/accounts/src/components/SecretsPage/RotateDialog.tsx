import type { Secret } from '@astrolabe/plugin-accounts-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useRef, useState } from 'react';
import { secretsApiRef, type User } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
import { OldValueDialog } from './OldValueDialog';
import { SecretDialog } from './SecretDialog';
import { usersOf } from './usersOf';
import { emptyDraft, isWhole, toValue, ValueFields } from './ValueFields';

/** Another value for a secret; then, what runs with the one before. */
export function RotateDialog(props: {
  secret: Secret;
  users?: readonly User[];
  onMade(): void;
  onClose(): void;
}) {
  const t = useTranslate();
  const api = useApi(secretsApiRef);
  const { secret, users = [], onMade, onClose } = props;
  const { id, name, kind } = secret;
  const [draft, setDraft] = useState(emptyDraft);
  const old = useRef<User[]>([]);
  const [isWritten, setWritten] = useState(false);
  if (isWritten && old.current.length > 0) {
    return <OldValueDialog name={name} users={old.current} onClose={onClose} />;
  }
  const send = async () => {
    const written = await api.rotateSecret(id, toValue(kind, draft));
    // It is written: where its history is not told now, its last uses do.
    const uses = await api.secretHistory(id).catch(() => secret.usedBy);
    const before = uses.filter(({ version }) => version < written.version);
    old.current = usersOf(before, users);
    return written;
  };
  return (
    <SecretDialog
      title={t('secrets.rotateOf', { name })}
      isReady={isWhole(kind, draft)}
      onSend={send}
      onMade={onMade}
      onClose={() => (old.current.length > 0 ? setWritten(true) : onClose())}
    >
      <Text>{t('secrets.rotateText')}</Text>
      <ValueFields kind={kind} draft={draft} onChange={setDraft} />
    </SecretDialog>
  );
}
