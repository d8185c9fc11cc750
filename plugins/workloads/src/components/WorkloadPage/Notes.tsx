import type {
  Workload,
  WorkloadSignal,
} from '@astrolabe/plugin-workloads-common';
import { FailureNote } from '@astrolabe/ui';
import { Alert } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { DowntimeNotes } from '../shared/Downtimes';
import { TakeSnapshot } from '../TakeSnapshot';
import { IdleNote } from './IdleNote';

/** What one has to know before all else: what failed, and what is about to end it. */
export function Notes(props: {
  workload: Workload;
  isLive: boolean;
  failure: unknown;
  apply(signal: WorkloadSignal): void;
}) {
  const { workload, isLive, failure, apply } = props;
  const t = useTranslate();
  return (
    <>
      {!isLive && <Alert status="info" icon title={t('list.updatesMissing')} />}
      {failure !== undefined && (
        <FailureNote title={t('action.failed')} error={failure} />
      )}
      <DowntimeNotes
        workloads={[workload]}
        extra={<TakeSnapshot workload={workload} />}
      />
      <IdleNote workload={workload} apply={apply} />
    </>
  );
}
