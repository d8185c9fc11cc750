import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { uiTranslationRef } from '../translation';
import { useErrorWords } from '../useErrorWords';
import { AskForAccess } from './AskForAccess';
import styles from './states.module.css';

/** Not for this person: which rule says so, and what would allow it. @public */
export function DeniedState(props: { error: unknown }) {
  const { t } = useTranslationRef(uiTranslationRef);
  const { title, cause, nextStep, evidence, request } = useErrorWords()(
    props.error,
  );
  return (
    <div role="alert" className={styles.problem}>
      <Text as="h2" variant="title-x-small" weight="bold">
        {t('denied.title')}
      </Text>
      {[title, cause, nextStep].filter(Boolean).map(line => (
        <Text as="p" key={line}>
          {line}
        </Text>
      ))}
      <AskForAccess request={request} />
      {evidence && (
        <pre lang="en" className={styles.evidence}>
          {evidence}
        </pre>
      )}
    </div>
  );
}
