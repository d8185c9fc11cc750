import type { WorkloadState } from '@astrolabe/plugin-workloads-common';
import { StatusBadge } from '@astrolabe/ui';
import { useTranslate } from '../../hooks/useTranslate';

const tones = {
  queued: 'busy',
  starting: 'busy',
  running: 'good',
  stopping: 'busy',
  stopped: 'neutral',
  completed: 'neutral',
  failed: 'bad',
  lost: 'bad',
} as const satisfies Record<WorkloadState, string>;

/** A state in a word and a colour, or how many are in it; the word alone is enough. */
export function StateBadge(props: { state: WorkloadState; count?: number }) {
  const { state, count } = props;
  const t = useTranslate();
  const word = t(`state.${state}`);
  return (
    <StatusBadge tone={tones[state]}>
      {count === undefined
        ? word
        : t('list.inState', { total: String(count), state: word })}
    </StatusBadge>
  );
}
