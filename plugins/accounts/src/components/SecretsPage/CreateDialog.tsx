import {
  SECRET_NAME,
  secretKinds,
  type SecretKind,
  type SecretList,
  type MadeScope,
} from '@astrolabe/plugin-accounts-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Select, TextField } from '@backstage/ui';
import { useState } from 'react';
import { secretsApiRef } from '../../api';
import { useScopeWords } from '../../hooks/useScopeWords';
import { useTranslate } from '../../hooks/useTranslate';
import { SecretDialog } from './SecretDialog';
import { emptyDraft, isWhole, toValue, ValueFields } from './ValueFields';

interface Place {
  scope: MadeScope;
  community?: string;
}

/** What it is called, what it is, for what, and the value. */
export function CreateDialog(props: {
  communities: SecretList['communities'];
  onMade(): void;
  onClose(): void;
}) {
  const t = useTranslate();
  const api = useApi(secretsApiRef);
  const scopeWords = useScopeWords(props.communities);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<SecretKind>('token');
  const [draft, setDraft] = useState(emptyDraft);
  const places: Place[] = [
    { scope: 'personal' },
    ...props.communities.flatMap(({ id: community, isManaged }) => [
      { scope: 'member' as const, community },
      ...(isManaged ? [{ scope: 'community' as const, community }] : []),
    ]),
  ];
  const [place, setPlace] = useState('0');
  const isNamed = SECRET_NAME.test(name);
  return (
    <SecretDialog
      title={t('secrets.create')}
      isReady={isNamed && isWhole(kind, draft)}
      onSend={() =>
        api.createSecret({
          ...{ name, kind, ...places[Number(place)] },
          ...toValue(kind, draft),
        })
      }
      onMade={props.onMade}
      onClose={props.onClose}
    >
      <TextField
        label={t('secrets.name')}
        description={
          name && !isNamed ? t('secrets.nameWrong') : t('secrets.nameHelp')
        }
        value={name}
        onChange={setName}
        maxLength={63}
        isInvalid={name !== '' && !isNamed}
        autoComplete="off"
        isRequired
      />
      <Select
        label={t('secrets.kindLabel')}
        description={t(`secrets.kindHelp.${kind}`)}
        options={secretKinds.map(value => ({
          value,
          label: t(`secrets.kind.${value}`),
        }))}
        value={kind}
        onChange={key => setKind(key as SecretKind)}
      />
      <Select
        label={t('secrets.scopeLabel')}
        options={places.map((each, index) => ({
          value: String(index),
          label: scopeWords(each),
        }))}
        value={place}
        onChange={key => setPlace(String(key))}
      />
      <ValueFields kind={kind} draft={draft} onChange={setDraft} />
    </SecretDialog>
  );
}
