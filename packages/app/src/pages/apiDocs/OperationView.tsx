import { CodeBlock } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Text,
} from '@backstage/ui';
import { appTranslationRef } from '../../translation';
import styles from './ApiDocs.module.css';
import { curlOf } from './curl';
import { FieldTable } from './FieldTable';
import type { ApiDocument, Body, Operation } from './openapi';
import { schemaLines, typeName } from './schemas';

/** One route: what it takes, what it answers, how to call it. */
export function OperationView(props: {
  document: ApiDocument;
  operation: Operation;
}) {
  const { document, operation } = props;
  const { t } = useTranslationRef(appTranslationRef);
  const { parameters, body, answers } = operation;
  return (
    <Accordion>
      <AccordionTrigger>
        <span className={styles.trigger}>
          <code>
            {operation.method} {operation.path}
          </code>{' '}
          <span className={styles.summary}>{operation.summary}</span>
        </span>
      </AccordionTrigger>
      <AccordionPanel>
        <div className={styles.section}>
          {operation.description && <Text as="p">{operation.description}</Text>}
          {parameters.length > 0 && (
            <FieldTable
              caption={t('apiDocs.parameters')}
              fields={parameters.map(parameter => ({
                path: parameter.name,
                where: parameter.in,
                type: typeName(document, parameter.schema ?? {}),
                required: parameter.required ?? false,
                description: parameter.description,
              }))}
            />
          )}
          {body && (
            <BodyView
              caption={t('apiDocs.body')}
              document={document}
              body={body}
            />
          )}
          {answers.map(answer => {
            const caption = [
              t('apiDocs.answer', { status: answer.status }),
              answer.description,
            ]
              .filter(Boolean)
              .join(': ');
            return answer.body ? (
              <BodyView
                key={answer.status}
                caption={caption}
                document={document}
                body={answer.body}
              />
            ) : (
              <Text as="p" key={answer.status}>
                {caption}. {t('apiDocs.noContent')}
              </Text>
            );
          })}
          <CodeBlock
            label={`${t('apiDocs.curl')}: ${operation.method} ${
              operation.path
            }`}
            language="shell"
            code={curlOf({
              origin: window.location.origin,
              document,
              operation,
            })}
          />
        </div>
      </AccordionPanel>
    </Accordion>
  );
}

function BodyView(props: {
  caption: string;
  document: ApiDocument;
  body: Body;
}) {
  const { caption, document, body } = props;
  const what = `${body.mediaType}, ${typeName(document, body.schema)}`;
  const lines = schemaLines(document, body.schema);
  if (lines.length === 0) return <Text as="p">{`${caption} (${what})`}</Text>;
  return <FieldTable caption={`${caption} (${what})`} fields={lines} />;
}
