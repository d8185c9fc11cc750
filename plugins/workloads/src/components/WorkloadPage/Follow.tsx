import {
  isSharedFor,
  workloadNeeds,
  type Workload,
  type WorkloadFollow,
  type WorkloadSignal,
} from '@astrolabe/plugin-workloads-common';
import { FailureNote, formatInstant, Section, useLocale } from '@astrolabe/ui';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import { useReasonWords } from '../../hooks/useReasonWords';
import { useTranslate } from '../../hooks/useTranslate';
import { useWorkloadActions } from '../../hooks/useWorkloadActions';

/** Which version of its module it runs, and whether it goes on with newer ones. */
export function Follow(props: {
  workload: Workload;
  apply(signal: WorkloadSignal): void;
}) {
  const { workload } = props;
  const { follow: change, pending, error } = useWorkloadActions(props.apply);
  const t = useTranslate();
  const { follow } = workload;
  if (!follow) return null;
  const { isOn, commit = '', trying } = follow;
  return (
    <Section title={t('follow.title')}>
      <Flex direction="column" gap="3" align="start">
        <Version follow={follow} />
        <Text as="p" role="status">
          {trying
            ? t('follow.trying', { commit: short(commit) })
            : t(isOn ? 'follow.on' : 'follow.off')}
        </Text>
        <Refused follow={follow} />
        {error !== undefined && (
          <FailureNote title={t('action.failed')} error={error} />
        )}
        {isSharedFor(workload, workloadNeeds.follow) && (
          <Button
            variant="secondary"
            isPending={pending === 'follow'}
            onPress={() => change(workload, !isOn)}
          >
            {t(isOn ? 'follow.switchOff' : 'follow.switchOn')}
          </Button>
        )}
      </Flex>
    </Section>
  );
}

function Version({ follow }: { follow: WorkloadFollow }) {
  const t = useTranslate();
  const locale = useLocale();
  const { trying, since } = follow;
  const commit = trying ? trying.from : follow.commit;
  if (!commit) return <Text as="p">{t('follow.newest')}</Text>;
  const said = since
    ? t('follow.since', {
        ...{ commit: short(commit), since: formatInstant(since, locale) },
      })
    : t('follow.commit', { commit: short(commit) });
  return (
    <Text as="p" title={commit}>
      {said}
    </Text>
  );
}

function Refused({ follow: { refused } }: { follow: WorkloadFollow }) {
  const t = useTranslate();
  const locale = useLocale();
  const say = useReasonWords();
  if (!refused) return null;
  return (
    <Alert
      status="warning"
      icon
      title={t('follow.refusedTitle', { commit: short(refused.commit) })}
      description={t('follow.refused', {
        at: formatInstant(refused.at, locale),
        reason: say(refused.reason).message,
      })}
    />
  );
}

function short(commit: string): string {
  return commit.slice(0, 8);
}
