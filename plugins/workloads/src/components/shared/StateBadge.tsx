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

/** A state in a word and a colour; the word alone is enough. */
export function StateBadge({ state }: { state: WorkloadState }) {
  const t = useTranslate();
  return <StatusBadge tone={tones[state]}>{t(`state.${state}`)}</StatusBadge>;
}
