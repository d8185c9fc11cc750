import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { uiTranslationRef } from '../translation';
import { useErrorWords } from '../useErrorWords';
import styles from './states.module.css';

/**
 * What went wrong: the cause, what shows it, what to do next.
 *
 * @public
 */
export function ErrorState(props: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslationRef(uiTranslationRef);
  const { title, cause, evidence, nextStep } = useErrorWords()(props.error);

  return (
    <div role="alert" className={styles.problem}>
      <Text as="h2" variant="title-x-small" weight="bold">
        {t('error.title')}
      </Text>
      <Text as="p">{title}</Text>
      {cause && <Fact label={t('error.cause')} text={cause} />}
      {evidence && (
        <div>
          <Text as="h3" weight="bold">
            {t('error.evidence')}
          </Text>
          <pre lang="en" className={styles.evidence}>
            {evidence}
          </pre>
        </div>
      )}
      {nextStep && <Fact label={t('error.nextStep')} text={nextStep} />}
      {props.onRetry && (
        <div>
          <Button variant="secondary" onPress={props.onRetry}>
            {t('error.retry')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Fact(props: { label: string; text: string }) {
  return (
    <div>
      <Text as="h3" weight="bold">
        {props.label}
      </Text>
      <Text as="p">{props.text}</Text>
    </div>
  );
}
