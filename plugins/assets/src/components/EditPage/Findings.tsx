import type { AssetCheck, AssetProblem } from '@astrolabe/plugin-assets-common';
import { Section } from '@astrolabe/ui';
import { Button, Flex, Text } from '@backstage/ui';
import { useRef } from 'react';
import { useTranslate } from '../../hooks/useTranslate';
import { ProblemText } from '../shared/ProblemText';
import styles from './EditPage.module.css';

/** What is wrong in the text; what there is no doubt about is mended by a press. */
export function Findings(props: {
  check: AssetCheck;
  onShow(problem: AssetProblem): void;
  onMend(problem: AssetProblem): void;
  onMendAll(): void;
}) {
  const t = useTranslate();
  const { problems } = props.check;
  // The button that mended is gone with its problem; this says what is left.
  const status = useRef<HTMLParagraphElement>(null);
  const mendable = problems.filter(({ edits }) => edits).length;
  return (
    <Section title={t('edit.problems.title')}>
      <Text as="p" role="status" ref={status} tabIndex={-1}>
        {problems.length === 0
          ? t('edit.problems.none')
          : t('edit.problems.count', { count: problems.length })}
      </Text>
      {mendable > 1 && (
        <div>
          <Button
            variant="secondary"
            size="small"
            onPress={() => {
              props.onMendAll();
              status.current?.focus();
            }}
          >
            {t('edit.problems.mendAll', {
              total: String(mendable),
            })}
          </Button>
        </div>
      )}
      <ol className={styles.problems}>
        {problems.map(problem => (
          <li key={keyOf(problem)} className={styles.problem}>
            <ProblemText problem={problem} />
            <Flex gap="2">
              {problem.edits && (
                <Button
                  variant="primary"
                  size="small"
                  aria-label={t('edit.problems.mendThis', {
                    message: problem.message,
                  })}
                  onPress={() => {
                    props.onMend(problem);
                    status.current?.focus();
                  }}
                >
                  {t('edit.problems.mend')}
                </Button>
              )}
              <Button
                variant="secondary"
                size="small"
                aria-label={t('edit.problems.showThis', {
                  line: String(problem.line ?? 1),
                })}
                onPress={() => props.onShow(problem)}
              >
                {t('edit.problems.show')}
              </Button>
            </Flex>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function keyOf({ line, column, pointer, message }: AssetProblem): string {
  return JSON.stringify([line, column, pointer, message]);
}
