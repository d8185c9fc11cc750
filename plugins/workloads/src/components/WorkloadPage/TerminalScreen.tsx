import type { Workload } from '@astrolabe/plugin-workloads-common';
import { FailureNote } from '@astrolabe/ui';
import { Text } from '@backstage/ui';
import '@xterm/xterm/css/xterm.css';
import { useId, useRef } from 'react';
import { useTerminal } from '../../hooks/useTerminal';
import { useTranslate } from '../../hooks/useTranslate';
import styles from './TerminalScreen.module.css';

/** One terminal, from its opening to its end. */
export default function TerminalScreen(props: {
  workload: Workload;
  /** Of the time when it was opened: choosing another does not end it. */
  task: string;
}) {
  const t = useTranslate();
  const hintId = useId();
  const box = useRef<HTMLDivElement>(null);
  const leave = useRef<HTMLParagraphElement>(null);
  const [{ id, title }, task] = [props.workload, useRef(props.task).current];
  const { state, hasShown, error, exitCode } = useTerminal({
    id,
    task,
    box,
    onLeave: () => leave.current?.focus(),
  });
  return (
    <div>
      {error !== undefined && (
        <FailureNote
          title={t(hasShown ? 'terminal.cut' : 'terminal.failed')}
          error={error}
        />
      )}
      <div
        ref={box}
        role="group"
        aria-label={t('terminal.label', { task, name: title })}
        aria-describedby={hintId}
        className={styles.screen}
      />
      <p ref={leave} id={hintId} tabIndex={-1} className={styles.hint}>
        <Text variant="body-small" color="secondary">
          {t('terminal.keys')}
        </Text>
      </p>
      <div role="status">
        {state === 'ended' && error === undefined && (
          <Text>
            {exitCode === undefined
              ? t('terminal.broken')
              : t('terminal.ended', { code: String(exitCode) })}
          </Text>
        )}
      </div>
    </div>
  );
}
