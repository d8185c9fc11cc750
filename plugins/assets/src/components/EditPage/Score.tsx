import type { Completeness } from '@astrolabe/plugin-assets-common';
import { Section } from '@astrolabe/ui';
import { Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import { useTranslate } from '../../hooks/useTranslate';
import styles from './EditPage.module.css';

/** What is worth most; the rest follows when these are said. */
const MISSING_SHOWN = 5;

/** How complete a description is, and what would raise that most. */
export function Score(props: {
  complete: Completeness;
  /** What can be done about it. */
  children?: ReactNode;
}) {
  const t = useTranslate();
  const labelId = useId();
  const { score, missing } = props.complete;
  return (
    <Section title={t('edit.score.title')}>
      <Text as="p" id={labelId}>
        {t('edit.score.value', { score: String(score) })}
      </Text>
      <meter
        className={styles.meter}
        aria-labelledby={labelId}
        max={100}
        value={score}
      />
      {missing.length > 0 && (
        <>
          <Text as="p">{t('edit.score.missing')}</Text>
          <ul className={styles.missing}>
            {missing.slice(0, MISSING_SHOWN).map(({ id, field, worth }) => (
              <li key={field}>
                {t(`edit.field.${id as 'title'}`)} (<code>{field}</code>) +
                {worth}
              </li>
            ))}
          </ul>
        </>
      )}
      {props.children}
    </Section>
  );
}
