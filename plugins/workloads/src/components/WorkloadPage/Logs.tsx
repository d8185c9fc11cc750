import type { Workload } from '@astrolabe/plugin-workloads-common';
import { FailureNote, LogOutput, Section, StatusBadge } from '@astrolabe/ui';
import { Button, Flex, Text } from '@backstage/ui';
import { RiDownloadLine, RiPauseLine, RiPlayLine } from '@remixicon/react';
import { useState } from 'react';
import { useLogs, type LogsStatus } from '../../hooks/useLogs';
import { useTranslate } from '../../hooks/useTranslate';
import { useWholeLog } from '../../hooks/useWholeLog';
import { TaskSelect } from './TaskSelect';

const tones = {
  following: 'good',
  paused: 'neutral',
  ended: 'neutral',
  broken: 'bad',
  refused: 'bad',
} as const satisfies Record<LogsStatus, string>;

/** The output of a workload's tasks, as it comes. */
export function Logs(props: { workload: Workload; onRecovered(): void }) {
  const { workload } = props;
  const t = useTranslate();
  const [task, setTask] = useState(workload.tasks[0] ?? 'main');
  const [isFollowing, setFollowing] = useState(true);
  const { text, truncated, status, error } = useLogs({
    id: workload.id,
    task,
    run: `${workload.startedAt ?? ''} ${workload.state}`,
    isFollowing,
    onRecovered: props.onRecovered,
  });

  const { saveLog, isSaving, failure } = useWholeLog(workload);

  return (
    <Section
      title={t('logs.title')}
      extra={
        <span aria-live="polite">
          <StatusBadge tone={tones[status]}>{t(`logs.${status}`)}</StatusBadge>
        </span>
      }
    >
      <Flex align="end" gap="2" style={{ flexWrap: 'wrap' }}>
        <TaskSelect
          label={t('logs.task')}
          tasks={workload.tasks}
          task={task}
          onChange={setTask}
        />
        <Button
          variant="secondary"
          iconStart={
            isFollowing ? (
              <RiPauseLine aria-hidden />
            ) : (
              <RiPlayLine aria-hidden />
            )
          }
          onPress={() => setFollowing(!isFollowing)}
        >
          {isFollowing ? t('logs.pause') : t('logs.resume')}
        </Button>
        <Button
          variant="secondary"
          iconStart={<RiDownloadLine aria-hidden />}
          isPending={isSaving}
          onPress={() => saveLog(task)}
        >
          {t('logs.download')}
        </Button>
      </Flex>
      {error !== undefined && (
        <FailureNote
          title={t(status === 'refused' ? 'logs.refused' : 'logs.broken')}
          error={error}
        />
      )}
      {failure !== undefined && (
        <FailureNote title={t('logs.notSaved')} error={failure} />
      )}
      {truncated && <Text color="secondary">{t('logs.truncated')}</Text>}
      <LogOutput
        key={task}
        label={t('logs.output', { task })}
        text={text || t('logs.empty')}
      />
    </Section>
  );
}
