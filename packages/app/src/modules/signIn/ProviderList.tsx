import {
  discoveryApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import { appTranslationRef } from '../../translation';
import { problemIn, startUrl, type Problem } from './doorAddress';
import styles from './SignInPage.module.css';
import type { SignInProvider } from './useProviders';

/** Whom one can sign in by, and why it came to nothing before. */
export function ProviderList(props: { providers: SignInProvider[] }) {
  const { providers } = props;
  const { t } = useTranslationRef(appTranslationRef);
  const discoveryApi = useApi(discoveryApiRef);
  const before = problemIn(window.location.search);
  const blamed = providers.find(({ id }) => id === before?.provider);

  const goTo = async (provider: string, asSomebodyElse = false) => {
    const baseUrl = await discoveryApi.getBaseUrl('communities');
    const page = window.location;
    window.location.assign(
      startUrl({ baseUrl, provider, page, asSomebodyElse }),
    );
  };
  return (
    <section aria-labelledby="providers" className={styles.section}>
      {before && blamed && (
        <ProblemNotice problem={before.problem} provider={blamed} />
      )}
      <Text as="h2" variant="title-small" weight="bold" id="providers">
        {t('signIn.providers')}
      </Text>
      <ul className={styles.providers}>
        {providers.map(({ id, title }) => (
          <li key={id}>
            <Button onPress={() => goTo(id)}>
              {t('signIn.by', { provider: title })}
            </Button>
          </li>
        ))}
        {blamed && (
          <li>
            <Button variant="secondary" onPress={() => goTo(blamed.id, true)}>
              {t('signIn.asSomebodyElse', { provider: blamed.title })}
            </Button>
          </li>
        )}
      </ul>
    </section>
  );
}

function ProblemNotice(props: { problem: Problem; provider: SignInProvider }) {
  const { problem, provider } = props;
  const { t } = useTranslationRef(appTranslationRef);
  const words = {
    provider: provider.title,
    contact: provider.contact ?? t('signIn.somebodyToAsk'),
    claims: provider.looksFor
      .map(({ claim, value }) => `${claim} = ${value}`)
      .join(', '),
  };
  return (
    <div role="alert">
      <Alert
        status={problem === 'failed' ? 'danger' : 'warning'}
        icon
        title={t(`signIn.problem.${problem}.title`, words)}
        description={t(`signIn.problem.${problem}.text`, words)}
      />
    </div>
  );
}
