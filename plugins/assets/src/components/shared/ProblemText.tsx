import type { AssetProblem } from '@astrolabe/plugin-assets-common';
import { StatusBadge } from '@astrolabe/ui';
import { Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import styles from './shared.module.css';

/** More allowed values than this are folded away. */
const FEW = 12;

/** What is wrong, on which line, and how to mend it. */
export function ProblemText({ problem }: { problem: AssetProblem }) {
  const t = useTranslate();
  const { line, column, pointer, allowed = [] } = problem;
  return (
    <>
      <div className={styles.where}>
        <StatusBadge tone={problem.severity === 'error' ? 'bad' : 'neutral'}>
          {t(`problems.${problem.severity}`)}
        </StatusBadge>
        {line !== undefined && (
          <Text weight="bold">
            {column === undefined
              ? t('problems.line', { line: String(line) })
              : t('problems.lineColumn', {
                  line: String(line),
                  column: String(column),
                })}
          </Text>
        )}
        {pointer && <code>{pointer}</code>}
      </div>
      <Text as="p">{problem.message}</Text>
      {problem.fix && (
        <Text as="p">
          <strong>{t('problems.fix')}</strong> {problem.fix}
        </Text>
      )}
      {allowed.length > FEW && (
        <details>
          <summary>
            {t('problems.allowedCount', { total: String(allowed.length) })}
          </summary>
          <Allowed values={allowed} />
        </details>
      )}
      {allowed.length > 0 && allowed.length <= FEW && (
        <div>
          <Text as="p">
            <strong>{t('problems.allowed')}</strong>
          </Text>
          <Allowed values={allowed} />
        </div>
      )}
    </>
  );
}

function Allowed({ values }: { values: string[] }) {
  return (
    <ul className={styles.allowed}>
      {values.map(value => (
        <li key={value}>
          <code>{value}</code>
        </li>
      ))}
    </ul>
  );
}
