import type { Workload } from '@astrolabe/plugin-workloads-common';
import { FailureNote, Section, StatusBadge } from '@astrolabe/ui';
import { Button, Flex, Text } from '@backstage/ui';
import { RiDownloadLine, RiPauseLine, RiPlayLine } from '@remixicon/react';
import { useEffect, useRef, useState, type UIEvent } from 'react';
import stripAnsi from 'strip-ansi';
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

/** Nearer to the end than this counts as at the end. */
const END_PX = 24;

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
      <Output
        key={task}
        label={t('logs.output', { task })}
        // Colours for terminals would be read out as noise.
        text={stripAnsi(text) || t('logs.empty')}
      />
    </Section>
  );
}

/** Stays at the end as lines come, unless the person has scrolled away from it. */
function Output({ label, text }: { label: string; text: string }) {
  const box = useRef<HTMLPreElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    if (box.current && isAtEnd.current) {
      box.current.scrollTop = box.current.scrollHeight;
    }
  }, [text]);
  const onScroll = ({ currentTarget: at }: UIEvent<HTMLPreElement>) => {
    isAtEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < END_PX;
  };
  return (
    <pre
      ref={box}
      role="log"
      aria-label={label}
      // A region that scrolls has to be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onScroll={onScroll}
      style={{
        margin: 0,
        padding: 'var(--bui-space-3)',
        minHeight: '6rem',
        maxHeight: '28rem',
        overflow: 'auto',
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
        background: 'var(--bui-bg-neutral-2)',
        color: 'var(--bui-fg-primary)',
        fontSize: 'var(--bui-font-size-2)',
      }}
    >
      {text}
    </pre>
  );
}
