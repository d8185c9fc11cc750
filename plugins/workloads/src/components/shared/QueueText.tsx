import {
  roundWait,
  type WorkloadQueue,
} from '@astrolabe/plugin-workloads-common';
import { formatDuration } from '@astrolabe/ui';
import { Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';

/** Where something stands that waits, and how long it is likely to. */
export function QueueText({ queue }: { queue: WorkloadQueue }) {
  const t = useTranslate();
  const { resource, position, total, wait } = queue;
  const place = { position: String(position), total: String(total) };
  return (
    <Text variant="body-small">
      {t(`queue.${resource}`, place)}{' '}
      {wait
        ? t('queue.wait', {
            likely: formatDuration(roundWait(wait.p50Seconds)),
            veryLikely: formatDuration(roundWait(wait.p80Seconds)),
          })
        : t('queue.unknown')}
    </Text>
  );
}
