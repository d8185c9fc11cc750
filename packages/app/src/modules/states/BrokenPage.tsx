import { ErrorState, PageFrame } from '@astrolabe/ui';
import {
  useTranslationRef,
  type ErrorDisplayProps,
} from '@backstage/frontend-plugin-api';
import { appTranslationRef } from '../../translation';

/** What stands where a page's own code threw. */
export function BrokenPage({ error, resetError }: ErrorDisplayProps) {
  const { t } = useTranslationRef(appTranslationRef);
  return (
    <PageFrame title={t('broken.title')}>
      <ErrorState error={error} onRetry={resetError} />
    </PageFrame>
  );
}
