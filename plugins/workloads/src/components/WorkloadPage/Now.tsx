import type { Workload } from '@astrolabe/plugin-workloads-common';
import { formatInstant, useLocale } from '@astrolabe/ui';
import { Flex, Text } from '@backstage/ui';
import LinearProgress from '@mui/material/LinearProgress';
import { useTranslate } from '../../hooks/useTranslate';
import { QueueText } from '../shared/QueueText';
import { ReasonText } from '../shared/ReasonText';
import { StateBadge } from '../shared/StateBadge';

/** The state, why, what shows it, and what to do; told to screen readers as it changes. */
export function Now({ workload }: { workload: Workload }) {
  const { state, reason, queue, changedAt } = workload;
  const t = useTranslate();
  const locale = useLocale();
  return (
    <Flex direction="column" gap="3">
      <div aria-live="polite">
        <Flex direction="column" gap="2">
          <div>
            <StateBadge state={state} />
          </div>
          <ReasonText reason={reason} />
          {queue && <QueueText queue={queue} />}
        </Flex>
      </div>
      {reason.progress !== undefined && <Progress value={reason.progress} />}
      <Text variant="body-small" color="secondary">
        {t('detail.since', { instant: formatInstant(changedAt, locale) })}
      </Text>
    </Flex>
  );
}

function Progress({ value }: { value: number }) {
  const t = useTranslate();
  const percent = Math.round(Math.min(Math.max(value, 0), 1) * 100);
  return (
    <Flex align="center" gap="2">
      <LinearProgress
        variant="determinate"
        value={percent}
        aria-label={t('detail.progress')}
        sx={{ flex: 1 }}
      />
      <Text variant="body-small">{percent} %</Text>
    </Flex>
  );
}
