import {
  isSettled,
  WORKLOADS_CHANNEL,
  type Workload,
  type WorkloadState,
} from '@astrolabe/plugin-workloads-common';
import {
  useReasonWords,
  workloadsApiRef,
  workloadsTranslationRef,
} from '@astrolabe/plugin-workloads';
import {
  EmptyState,
  FailureState,
  LoadingState,
  StatusBadge,
  type StatusTone,
} from '@astrolabe/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import { ButtonLink, Link, Text } from '@backstage/ui';
import { useEffect } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { appTranslationRef } from '../../translation';
import styles from './Home.module.css';
import { Section } from './Section';

/** Of a state, as far as colours tell it. */
function toneOf(state: WorkloadState): StatusTone {
  if (state === 'running') return 'good';
  if (state === 'failed' || state === 'lost') return 'bad';
  return isSettled(state) ? 'neutral' : 'busy';
}

/** The newest of one's own, as they stand now. */
export function MyWorkloads() {
  const { t } = useTranslationRef(appTranslationRef);
  const workloadsApi = useApi(workloadsApiRef);
  const { lastSignal } = useSignal(WORKLOADS_CHANNEL);
  const page = useAsyncRetry(
    () => workloadsApi.list({ limit: 5 }),
    [workloadsApi],
  );
  const { retry, value, error } = page;
  useEffect(() => {
    if (lastSignal) retry();
    // Only a new signal is a reason to ask again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [lastSignal]);

  return (
    <Section
      title={t('home.workloads')}
      more={
        value &&
        value.totalItems > 0 && (
          <Link href="/workloads">
            {t('home.workloadsAll', { total: String(value.totalItems) })}
          </Link>
        )
      }
    >
      {error && <FailureState error={error} onRetry={retry} />}
      {!value && !error && <LoadingState label={t('home.workloadsLoading')} />}
      {value?.items.length === 0 && (
        <EmptyState
          title={t('home.workloadsNone')}
          description={t('home.workloadsNoneText')}
          action={
            <ButtonLink href="/tools">{t('home.step2.action')}</ButtonLink>
          }
        />
      )}
      {value && value.items.length > 0 && (
        <ul className={styles.rows}>
          {value.items.map(workload => (
            <Row key={workload.id} workload={workload} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Row({ workload }: { workload: Workload }) {
  const { t } = useTranslationRef(workloadsTranslationRef);
  const { message } = useReasonWords()(workload.reason);
  return (
    <li className={styles.row}>
      <Link href={`/workloads/${encodeURIComponent(workload.id)}`}>
        {workload.title}
      </Link>
      <StatusBadge tone={toneOf(workload.state)}>
        {t(`state.${workload.state}`)}
      </StatusBadge>
      <Text as="span" color="secondary">
        {message}
      </Text>
    </li>
  );
}
