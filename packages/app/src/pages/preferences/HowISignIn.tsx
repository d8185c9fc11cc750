import { describeError, FailureState, LoadingState } from '@astrolabe/ui';
import {
  discoveryApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { useCommunitiesApi } from '../../hooks/useCommunitiesApi';
import { startUrl } from '../../modules/signIn/doorAddress';
import { appTranslationRef } from '../../translation';
import { IdentityTable } from './IdentityTable';
import { LinkNotice } from './LinkNotice';
import styles from './Preferences.module.css';
import { useIdentities, type Identities } from './useIdentities';

/** The ways in which one signs in; nothing for whoever came in by none of them. */
export function HowISignIn() {
  const { t } = useTranslationRef(appTranslationRef);
  const { value, error, retry } = useIdentities();
  if (value?.identities.length === 0) return null;
  return (
    <section aria-labelledby="identities" className={styles.section}>
      <Text as="h2" variant="title-small" weight="bold" id="identities">
        {t('identities.title')}
      </Text>
      {error && <FailureState error={error} onRetry={retry} />}
      {!value && !error && <LoadingState label={t('identities.loading')} />}
      {value && <Ways found={value} onChanged={retry} />}
    </section>
  );
}

function Ways(props: { found: Identities; onChanged(): void }) {
  const { found, onChanged } = props;
  const { t } = useTranslationRef(appTranslationRef);
  const { ask } = useCommunitiesApi();
  const discoveryApi = useApi(discoveryApiRef);
  const page = { pathname: window.location.pathname, search: '', hash: '' };
  const [{ error: unlinked }, remove] = useAsyncFn(
    async (id: string) => {
      await ask('DELETE', `/v1/identities/${id}`);
      onChanged();
    },
    [ask, onChanged],
  );
  const [{ error: notBegun }, link] = useAsyncFn(
    async (provider: string) => {
      const wish = { provider, return: page.pathname };
      const { url } = await ask<{ url: string }>(
        'POST',
        '/v1/identities/links',
        wish,
      );
      window.location.assign(url);
    },
    [ask, page.pathname],
  );
  const error = notBegun ?? unlinked;
  const isAskedAgain = error && describeError(error).code === 'SIGN_IN_AGAIN';
  const current = found.identities.find(({ isCurrent }) => isCurrent);
  const signInAgain = async () => {
    const baseUrl = await discoveryApi.getBaseUrl('communities');
    const provider = current?.provider ?? found.providers[0].id;
    const asked = { baseUrl, provider, page, asSomebodyElse: true };
    window.location.assign(startUrl(asked));
  };
  return (
    <>
      <LinkNotice titleOf={found.titleOf} />
      <Text>{t('identities.text')}</Text>
      <IdentityTable found={found} onRemove={remove} />
      {isAskedAgain && (
        <div role="alert">
          <Alert
            status="info"
            icon
            title={t('identities.againTitle')}
            description={t('identities.againText')}
          />
        </div>
      )}
      {error && !isAskedAgain && <FailureState error={error} />}
      <div className={styles.buttons}>
        {isAskedAgain && (
          <Button variant="primary" onPress={signInAgain}>
            {t('identities.again')}
          </Button>
        )}
        {found.providers.map(({ id, title }) => (
          <Button key={id} variant="secondary" onPress={() => void link(id)}>
            {t('identities.link', { provider: title })}
          </Button>
        ))}
      </div>
    </>
  );
}
