import {
  tokenScopes,
  type NewAccessToken,
  type TokenLimits,
} from '@astrolabe/plugin-communities-common';
import { CodeBlock, FormDialog, ReadDialog } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Checkbox, CheckboxGroup, Text, TextField } from '@backstage/ui';
import { useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { useCommunitiesApi } from '../../hooks/useCommunitiesApi';
import { appTranslationRef } from '../../translation';
import { useScopeWords } from './useScopeWords';

/** Makes an access token, and shows it once. */
export function CreateDialog(props: {
  limits: TokenLimits;
  onMade(): void;
  onClose(): void;
}) {
  const { t } = useTranslationRef(appTranslationRef);
  const { ask } = useCommunitiesApi();
  const { mostDays } = props.limits;
  const [title, setTitle] = useState('');
  const [scopes, setScopes] = useState<string[]>([]);
  const [days, setDays] = useState(String(props.limits.days));
  const isTooLong = !(Number(days) >= 1 && Number(days) <= mostDays);
  const isReady = title.trim() !== '' && scopes.length > 0 && !isTooLong;

  const [{ value: made, error, loading: isSending }, make] = useAsyncFn(
    async (wish: object) => {
      const token = await ask<NewAccessToken>('POST', '/v1/tokens', wish);
      props.onMade();
      return token;
    },
    [ask, props.onMade],
  );
  const submit = () =>
    make({ title: title.trim(), scopes, days: Math.floor(+days) });

  if (made) return <Told made={made} onClose={props.onClose} />;
  return (
    <FormDialog
      title={t('accessTokens.createTitle')}
      submitLabel={t('accessTokens.make')}
      isReady={isReady}
      isSending={isSending}
      error={error}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <TextField
        label={t('accessTokens.name')}
        value={title}
        onChange={setTitle}
        maxLength={100}
        autoComplete="off"
        isRequired
      />
      <ScopesField value={scopes} onChange={setScopes} />
      <TextField
        label={t('accessTokens.days')}
        description={t('accessTokens.daysHelp', {
          most: String(mostDays),
        })}
        value={days}
        onChange={setDays}
        inputMode="numeric"
        isInvalid={isTooLong}
      />
    </FormDialog>
  );
}

function ScopesField(props: {
  value: string[];
  onChange(scopes: string[]): void;
}) {
  const { t } = useTranslationRef(appTranslationRef);
  const wordsOf = useScopeWords();
  return (
    <CheckboxGroup
      label={t('accessTokens.scopes')}
      description={t('accessTokens.scopesHelp')}
      {...props}
    >
      {tokenScopes.map(scope => (
        <Checkbox key={scope} value={scope}>
          {wordsOf(scope)}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}

/** The token, for the only time. */
function Told({ made, onClose }: { made: NewAccessToken; onClose(): void }) {
  const { t } = useTranslationRef(appTranslationRef);
  return (
    <ReadDialog title={made.title} onClose={onClose}>
      <Text role="status">{t('accessTokens.told')}</Text>
      <CodeBlock label={t('accessTokens.secret')} code={made.token} />
    </ReadDialog>
  );
}
