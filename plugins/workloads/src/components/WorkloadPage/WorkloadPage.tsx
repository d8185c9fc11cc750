import {
  EmptyState,
  LoadingState,
  PageFrame,
  FailureState,
} from '@astrolabe/ui';
import { ButtonLink } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { useTranslate } from '../../hooks/useTranslate';
import { useWorkload } from '../../hooks/useWorkload';
import { isNotFound } from '../shared/Failure';
import { WorkloadDetail } from './WorkloadDetail';

/** One workload: what it does, why, and what can be done with it. */
export function WorkloadPage() {
  const { id = '' } = useParams();
  const t = useTranslate();
  const seen = useWorkload(id);
  const { workload, error, isDeleted } = seen;
  const back = (
    <ButtonLink href="/workloads" variant="primary">
      {t('detail.backToList')}
    </ButtonLink>
  );
  const breadcrumbs = [{ label: t('list.title'), href: '/workloads' }];

  if (workload && !isDeleted) {
    return <WorkloadDetail {...seen} workload={workload} />;
  }
  if (isDeleted) {
    return (
      <PageFrame
        title={workload?.title ?? t('list.title')}
        breadcrumbs={breadcrumbs}
      >
        <EmptyState
          title={t('detail.deletedTitle')}
          description={t('detail.deletedDescription')}
          action={back}
        />
      </PageFrame>
    );
  }
  if (isNotFound(error)) {
    return (
      <PageFrame title={t('detail.notFoundTitle')} breadcrumbs={breadcrumbs}>
        <EmptyState
          title={t('detail.notFoundTitle')}
          description={t('detail.notFoundDescription')}
          action={back}
        />
      </PageFrame>
    );
  }
  return (
    <PageFrame title={t('list.title')} breadcrumbs={breadcrumbs}>
      {error === undefined ? (
        <LoadingState label={t('detail.loading')} />
      ) : (
        <FailureState error={error} onRetry={seen.load} />
      )}
    </PageFrame>
  );
}
