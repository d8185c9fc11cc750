import type { Workload } from '@astrolabe/plugin-workloads-common';
import { LoadingState, Section } from '@astrolabe/ui';
import { Button, Flex, Text } from '@backstage/ui';
import { RiTerminalBoxLine } from '@remixicon/react';
import { lazy, Suspense, useState } from 'react';
import { useTranslate } from '../../hooks/useTranslate';
import { TaskSelect } from './TaskSelect';

// What shows a terminal is large, and few open one.
const TerminalScreen = lazy(() => import('./TerminalScreen'));

/** A command line in a running task. */
export function Terminal({ workload }: { workload: Workload }) {
  const t = useTranslate();
  // Those beside the program are its owner's alone.
  const { terminals = workload.tasks } = workload;
  const tasks = workload.shared ? terminals.slice(0, 1) : terminals;
  const [task, setTask] = useState(tasks[0] ?? 'main');
  // Counts: each opening is a new terminal.
  const [opening, setOpening] = useState(0);
  if (workload.state !== 'running') return null;
  return (
    <Section title={t('terminal.title')}>
      <Flex align="end" gap="2" style={{ flexWrap: 'wrap' }}>
        <TaskSelect
          label={t('terminal.where')}
          tasks={tasks}
          task={task}
          onChange={setTask}
        />
        <Button
          variant="secondary"
          iconStart={<RiTerminalBoxLine aria-hidden />}
          onPress={() => setOpening(count => count + 1)}
        >
          {opening === 0 ? t('terminal.open') : t('terminal.again')}
        </Button>
      </Flex>
      {opening === 0 ? (
        <Text color="secondary">{t('terminal.hint')}</Text>
      ) : (
        <Suspense fallback={<LoadingState label={t('terminal.loading')} />}>
          <TerminalScreen key={opening} workload={workload} task={task} />
        </Suspense>
      )}
    </Section>
  );
}
