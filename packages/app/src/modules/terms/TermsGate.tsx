import { FailureState, LoadingState, Markdown, PageFrame } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { ReactNode } from 'react';
import { appTranslationRef } from '../../translation';
import { usePortal, useWords } from '../portal';
import { useTerms } from './useTerms';

/** Pages stand behind the terms of use of the community, where it has some. */
export function TermsGate({ children }: { children: ReactNode }) {
  const { t } = useTranslationRef(appTranslationRef);
  const { title } = usePortal();
  const words = useWords();
  const { terms, value, error, loading, retry, accept } = useTerms();

  if (!terms || value) return <>{children}</>;
  return (
    <PageFrame
      title={t('terms.title')}
      subtitle={t('terms.subtitle', { title })}
    >
      {error && <FailureState error={error} onRetry={retry} />}
      {loading && <LoadingState label={t('terms.loading')} />}
      {value === false && (
        <>
          <Markdown>{words(terms.text)}</Markdown>
          <div>
            <Button isDisabled={loading} onPress={accept}>
              {t('terms.accept')}
            </Button>
          </div>
        </>
      )}
    </PageFrame>
  );
}
