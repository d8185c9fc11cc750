import type { Workload } from '@astrolabe/plugin-workloads-common';
import { LoadingState } from '@astrolabe/ui';
import { Button, Flex, Select, Text } from '@backstage/ui';
import { RiTerminalBoxLine } from '@remixicon/react';
import { lazy, Suspense, useState } from 'react';
import { useTranslate } from '../../hooks/useTranslate';
import { Section } from '../shared/Section';

// What shows a terminal is large, and few open one.
const TerminalScreen = lazy(() => import('./TerminalScreen'));

/** A command line in a running task. */
export function Terminal({ workload }: { workload: Workload }) {
  const t = useTranslate();
  const [task, setTask] = useState(workload.tasks[0] ?? 'main');
  // Counts: each opening is a new terminal.
  const [opening, setOpening] = useState(0);
  if (workload.state !== 'running') return null;
  return (
    <Section title={t('terminal.title')}>
      <Flex align="end" gap="2" style={{ flexWrap: 'wrap' }}>
        {workload.tasks.length > 1 && (
          <Select
            label={t('terminal.where')}
            style={{ flex: '0 1 16rem' }}
            options={workload.tasks.map(name => ({ value: name, label: name }))}
            value={task}
            onChange={key => setTask(String(key))}
          />
        )}
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
