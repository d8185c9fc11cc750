import {
  EmptyState,
  Facts,
  FailureState,
  LoadingState,
  PageFrame,
  Section,
  useTierWords,
} from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Link, Text } from '@backstage/ui';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useAccessNews } from '../../hooks/useAccessNews';
import { appTranslationRef } from '../../translation';
import { AskDialog } from './AskDialog';
import { GrantTable } from './GrantTable';
import { MyRequests } from './MyRequests';
import { PageViews } from './PageViews';
import { useAccess, type Access } from './useAccess';
import { Waiting } from './Waiting';

/** Where one asks for access and sees what one has, and where managers decide. */
export function AccessPage() {
  const { t } = useTranslationRef(appTranslationRef);
  const { value: access, error, retry } = useAccess();
  const { count, markRead } = useAccessNews();
  const [query, setQuery] = useSearchParams();
  useEffect(() => {
    if (count === 0) return;
    // Whoever is here sees it; what was not noted is marked at the next visit.
    markRead().catch(() => {});
    retry();
  }, [count, markRead, retry]);
  const isAsking = query.has('ask') || query.has('tier');
  const close = () => setQuery({}, { replace: true });
  return (
    <PageFrame
      title={t('access.title')}
      subtitle={t('access.subtitle')}
      actions={
        access &&
        access.offers.length > 0 && (
          <Button variant="primary" onPress={() => setQuery({ ask: '' })}>
            {t('access.ask')}
          </Button>
        )
      }
    >
      {error && <FailureState error={error} onRetry={retry} />}
      {!access && !error && <LoadingState label={t('access.loading')} />}
      {access && <Lists access={access} onChanged={retry} />}
      {access?.managed && <PageViews />}
      {access?.managed && (
        <Link href="/modules/-/new/community">{t('access.makeCommunity')}</Link>
      )}
      {access && isAsking && access.offers.length > 0 && (
        <AskDialog
          access={access}
          wish={{
            community: query.get('community') ?? '',
            tier: query.get('tier') ?? '',
          }}
          onSent={retry}
          onClose={close}
        />
      )}
    </PageFrame>
  );
}

function Lists(props: { access: Access; onChanged(): void }) {
  const { t } = useTranslationRef(appTranslationRef);
  const { access, onChanged } = props;
  const { managed, grants, requests, offers } = access;
  const tierWords = useTierWords();
  const hasNothing = requests.length === 0 && grants.length === 0;
  return (
    <>
      {managed && (
        <Section title={t('access.toDecide')}>
          {managed.waiting.length === 0 ? (
            <Text color="secondary">{t('access.toDecideNone')}</Text>
          ) : (
            <Waiting
              access={access}
              requests={managed.waiting}
              onDecided={onChanged}
            />
          )}
        </Section>
      )}
      <Section title={t('access.am')}>
        <Facts
          facts={access.memberships.map(each => ({
            name: each.title,
            value: tierWords(each),
          }))}
        />
      </Section>
      {grants.length > 0 && (
        <Section title={t('access.granted')}>
          <GrantTable
            label={t('access.granted')}
            {...{ access, grants, onEnded: onChanged }}
          />
        </Section>
      )}
      {requests.length > 0 && (
        <Section title={t('access.mine')}>
          <MyRequests {...{ access, requests, onWithdrawn: onChanged }} />
        </Section>
      )}
      {managed && managed.grants.length > 0 && (
        <Section title={t('access.others')}>
          <GrantTable
            isOfOthers
            label={t('access.others')}
            {...{ access, grants: managed.grants, onEnded: onChanged }}
          />
        </Section>
      )}
      {hasNothing && !managed && (
        <EmptyState
          title={t('access.none')}
          description={t(
            offers.length > 0 ? 'access.noneText' : 'access.noOffers',
          )}
        />
      )}
    </>
  );
}
