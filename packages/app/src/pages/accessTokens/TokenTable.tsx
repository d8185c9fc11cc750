import type { AccessToken } from '@astrolabe/plugin-communities-common';
import {
  ConfirmDialog,
  DataTable,
  FailureState,
  formatInstant,
  useLocale,
} from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { useCommunitiesApi } from '../../hooks/useCommunitiesApi';
import { appTranslationRef } from '../../translation';
import styles from '../Table.module.css';
import { useScopeWords } from './useScopeWords';

/** One's access tokens, and the way to take each back. */
export function TokenTable(props: {
  tokens: AccessToken[];
  onRevoked(): void;
}) {
  const { t } = useTranslationRef(appTranslationRef);
  const { ask } = useCommunitiesApi();
  const [doomed, setDoomed] = useState<AccessToken>();
  const [error, setError] = useState<unknown>();
  const revoke = async ({ id }: AccessToken) => {
    setError(undefined);
    try {
      await ask('DELETE', `/v1/tokens/${id}`);
    } catch (failure) {
      setError(failure);
    }
    props.onRevoked();
  };
  return (
    <>
      {error !== undefined && <FailureState error={error} />}
      <DataTable label={t('accessTokens.table')} className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('accessTokens.colTitle')}</th>
            <th scope="col">{t('accessTokens.colScopes')}</th>
            <th scope="col">{t('accessTokens.colUsed')}</th>
            <th scope="col">{t('accessTokens.colEnds')}</th>
            <th scope="col">{t('accessTokens.colRevoke')}</th>
          </tr>
        </thead>
        <tbody>
          {props.tokens.map(token => (
            <TokenRow key={token.id} token={token} onRevoke={setDoomed} />
          ))}
        </tbody>
      </DataTable>
      {doomed && (
        <ConfirmDialog
          isOpen
          isDangerous
          onOpenChange={isOpen => !isOpen && setDoomed(undefined)}
          title={t('accessTokens.revokeTitle', { title: doomed.title })}
          body={t('accessTokens.revokeText')}
          confirmLabel={t('accessTokens.revoke')}
          onConfirm={() => void revoke(doomed)}
        />
      )}
    </>
  );
}

function TokenRow(props: {
  token: AccessToken;
  onRevoke(token: AccessToken): void;
}) {
  const { t } = useTranslationRef(appTranslationRef);
  const locale = useLocale();
  const wordsOf = useScopeWords();
  const { token } = props;
  const end = formatInstant(token.expiresAt, locale);
  const hasEnded = Date.parse(token.expiresAt) <= Date.now();
  return (
    <tr>
      <th scope="row">{token.title}</th>
      <td>
        <ul className={styles.list}>
          {token.scopes.map(scope => (
            <li key={scope}>{wordsOf(scope)}</li>
          ))}
        </ul>
      </td>
      <td>
        {token.lastUsedAt
          ? formatInstant(token.lastUsedAt, locale)
          : t('accessTokens.never')}
      </td>
      <td>{hasEnded ? t('accessTokens.ended', { at: end }) : end}</td>
      <td>
        <Button
          variant="secondary"
          size="small"
          aria-label={t('accessTokens.revokeOf', { title: token.title })}
          onPress={() => props.onRevoke(token)}
        >
          {t('accessTokens.revoke')}
        </Button>
      </td>
    </tr>
  );
}
