import type {
  Workload,
  WorkloadSignal,
} from '@astrolabe/plugin-workloads-common';
import { FailureNote, formatInstant, useLocale } from '@astrolabe/ui';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { useWorkloadActions } from '../../hooks/useWorkloadActions';
import { TakeSnapshot } from '../TakeSnapshot';

const choices = [
  ['keepDay', 24],
  ['keepWeek', 168],
] as const;

/** That it will be stopped because nobody uses it, and the way to put that off. */
export function IdleNote(props: {
  workload: Workload;
  apply(signal: WorkloadSignal): void;
}) {
  const { workload } = props;
  const { snooze, pending, error } = useWorkloadActions(props.apply);
  const t = useTranslate();
  const locale = useLocale();
  const say = (instant: string) => formatInstant(instant, locale);
  if (!workload.idle) return null;
  const { stopsAt, since, snoozedUntil, files } = workload.idle;
  if (snoozedUntil) {
    return (
      <Text color="secondary">
        {t('idle.snoozed', { until: say(snoozedUntil) })}
      </Text>
    );
  }
  if (!stopsAt || !since) return null;
  return (
    <Alert
      status="warning"
      icon
      title={t('idle.title')}
      description={
        <Flex direction="column" gap="3">
          <Text>
            {t('idle.warning', {
              since: say(since),
              stopsAt: say(stopsAt),
              files: t(`fate.${files}`),
            })}
          </Text>
          {error !== undefined && (
            <FailureNote title={t('action.failed')} error={error} />
          )}
          <Flex gap="2" style={{ flexWrap: 'wrap' }}>
            <TakeSnapshot workload={workload} />
            {choices.map(([name, hours]) => (
              <Button
                key={name}
                variant="secondary"
                isDisabled={pending !== undefined}
                onPress={() => snooze(workload, hours)}
              >
                {t(`idle.${name}`)}
              </Button>
            ))}
          </Flex>
        </Flex>
      }
    />
  );
}
