import { FailureState, LoadingState } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AccordionGroup, Link, Text } from '@backstage/ui';
import { appTranslationRef } from '../../translation';
import styles from './ApiDocs.module.css';
import { OperationView } from './OperationView';
import { operationsOf } from './openapi';
import { useApiDocument } from './useApiDocument';

/** The API of one room. */
export function RoomApi({ room }: { room: string }) {
  const { t } = useTranslationRef(appTranslationRef);
  const { value, error, retry } = useApiDocument(room);
  const id = `api-${room}`;
  return (
    <section aria-labelledby={id} className={styles.section}>
      <Text as="h2" variant="title-small" weight="bold" id={id}>
        {value?.info.title ?? room}
      </Text>
      {error && <FailureState error={error} onRetry={retry} />}
      {!value && !error && <LoadingState label={t('apiDocs.loading')} />}
      {value && (
        <>
          <Text as="p">{value.info.description}</Text>
          <Link
            href={`${window.location.origin}/api/${room}/openapi.json`}
            target="_blank"
          >
            {t('apiDocs.document')}: {value.info.title}
          </Link>
          <AccordionGroup allowsMultiple>
            {operationsOf(value).map(operation => (
              <OperationView
                key={operation.id}
                document={value}
                operation={operation}
              />
            ))}
          </AccordionGroup>
        </>
      )}
    </section>
  );
}
