import type { Secret } from '@astrolabe/plugin-accounts-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useState } from 'react';
import { secretsApiRef } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
import { SecretDialog } from './SecretDialog';
import { emptyDraft, isWhole, toValue, ValueFields } from './ValueFields';

/** Another value for a secret. */
export function RotateDialog(props: {
  secret: Secret;
  onMade(): void;
  onClose(): void;
}) {
  const t = useTranslate();
  const api = useApi(secretsApiRef);
  const { id, name, kind } = props.secret;
  const [draft, setDraft] = useState(emptyDraft);
  return (
    <SecretDialog
      title={t('secrets.rotateOf', { name })}
      isReady={isWhole(kind, draft)}
      onSend={() => api.rotateSecret(id, toValue(kind, draft))}
      onMade={props.onMade}
      onClose={props.onClose}
    >
      <Text>{t('secrets.rotateText')}</Text>
      <ValueFields kind={kind} draft={draft} onChange={setDraft} />
    </SecretDialog>
  );
}
