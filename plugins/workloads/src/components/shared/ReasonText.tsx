import type { WorkloadReason } from '@astrolabe/plugin-workloads-common';
import { Flex, Text } from '@backstage/ui';
import stripAnsi from 'strip-ansi';
import { useReasonWords } from '../../hooks/useReasonWords';
import { useTranslate } from '../../hooks/useTranslate';

/**
 * Why something is as it is and what to do, in the person's language, and word
 * for word what shows it.
 */
export function ReasonText({ reason }: { reason: WorkloadReason }) {
  const t = useTranslate();
  const title = t(`reason.${reason.code}`);
  const { message, nextStep } = useReasonWords()(reason);
  return (
    <Flex direction="column" gap="2">
      <Text weight="bold">{title}</Text>
      {message && message !== title && (
        <Text style={{ overflowWrap: 'anywhere' }}>{message}</Text>
      )}
      {reason.evidence && (
        <div>
          <Text variant="body-small" color="secondary">
            {t('detail.evidence')}
          </Text>
          <pre
            style={{
              margin: 0,
              padding: 'var(--bui-space-2)',
              background: 'var(--bui-bg-neutral-2)',
              whiteSpace: 'pre-wrap',
              overflowWrap: 'anywhere',
            }}
          >
            {stripAnsi(reason.evidence)}
          </pre>
        </div>
      )}
      {nextStep && (
        <div>
          <Text variant="body-small" color="secondary">
            {t('detail.nextStep')}
          </Text>
          <Text as="p" style={{ margin: 0, overflowWrap: 'anywhere' }}>
            {nextStep}
          </Text>
        </div>
      )}
    </Flex>
  );
}
