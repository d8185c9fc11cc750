import { demoPeople } from '@astrolabe/plugin-communities-common';
import { ErrorState, PageFrame } from '@astrolabe/ui';
import {
  configApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Text } from '@backstage/ui';
import { appTranslationRef } from '../../translation';
import { usePortal, useWords } from '../portal';
import { Announcements } from '../shell/Announcements';
import { Footer } from '../shell/Footer';
import { Sign } from '../shell/Sign';
import { Loading } from '../states/Loading';
import { PersonCard } from './PersonCard';
import { ProviderList } from './ProviderList';
import styles from './SignInPage.module.css';
import { useDemoSignIn } from './useDemoSignIn';
import { useProviders } from './useProviders';

/** The door. */
export function SignInPage({ onSignInSuccess }: SignInPageProps) {
  const { t } = useTranslationRef(appTranslationRef);
  const config = useApi(configApiRef);
  const { description } = usePortal();
  const words = useWords();
  const isEnabled =
    config.getOptionalBoolean('communities.signIn.demo.enabled') ?? false;
  const { signIn, busyWith, error } = useDemoSignIn({
    isEnabled,
    onSuccess: onSignInSuccess,
  });

  const door = useProviders({
    isOff: Boolean(busyWith),
    onSuccess: onSignInSuccess,
  });
  const { providers } = door;

  if (busyWith || door.isBusy) return <Loading label={t('signIn.busy')} />;
  return (
    <div className={styles.page}>
      <Announcements />
      <div className={styles.sign}>
        <Sign />
      </div>
      <PageFrame
        title={t('signIn.title', {
          portal: config.getOptionalString('app.title') ?? 'Astrolabe',
        })}
        subtitle={description ? words(description) : t('signIn.subtitle')}
      >
        {!isEnabled && providers.length === 0 && !door.error && (
          <Alert
            status="warning"
            icon
            title={t('signIn.offTitle')}
            description={`${t('signIn.offCause')} ${t('signIn.offNextStep')}`}
          />
        )}
        {door.error && <ErrorState error={door.error} onRetry={door.retry} />}
        {providers.length > 0 && <ProviderList providers={providers} />}
        {error !== undefined && <ErrorState error={error} />}
        {isEnabled && (
          <>
            <Alert status="info" icon title={t('signIn.warning')} />
            <section aria-labelledby="people" className={styles.section}>
              <Text as="h2" variant="title-small" weight="bold" id="people">
                {t('signIn.choose')}
              </Text>
              <ul className={styles.people}>
                {demoPeople.map(person => (
                  <li key={person.name}>
                    <PersonCard
                      person={person}
                      onChoose={() => signIn(person.name)}
                    />
                  </li>
                ))}
              </ul>
            </section>
          </>
        )}
      </PageFrame>
      <Footer />
    </div>
  );
}
