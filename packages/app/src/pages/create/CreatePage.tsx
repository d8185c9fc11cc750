import {
  EmptyState,
  FailureState,
  LoadingState,
  PageFrame,
} from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import { useState, type FormEvent } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { appTranslationRef } from '../../translation';
import { Made } from './Made';
import { QuestionField } from './QuestionField';
import { useTemplate, type Questions } from './useTemplate';

/** Where a manager has the portal of a community made: its block, as files to take away. */
export function CreatePage() {
  const { t } = useTranslationRef(appTranslationRef);
  const { questions, make } = useTemplate();
  const { value, error, loading, retry } = questions;
  const [made, send] = useAsyncFn(make, [make]);
  return (
    <PageFrame title={t('create.title')} subtitle={t('create.subtitle')}>
      {error && <FailureState error={error} onRetry={retry} />}
      {loading && <LoadingState label={t('create.loading')} />}
      {!loading && !error && !value && (
        <EmptyState
          title={t('create.none')}
          description={t('create.noneText')}
        />
      )}
      {value && (
        <Form questions={value} isSending={made.loading} onSend={send} />
      )}
      {made.error && <FailureState error={made.error} />}
      {made.value && !made.loading && <Made files={made.value} />}
    </PageFrame>
  );
}

function Form(props: {
  questions: Questions;
  isSending: boolean;
  onSend(values: Record<string, string>): void;
}) {
  const { t } = useTranslationRef(appTranslationRef);
  const { required, properties } = props.questions;
  const names = Object.keys(properties);
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(
      names.map(name => [name, properties[name].default ?? '']),
    ),
  );
  const isReady = required.every(name => values[name].trim() !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || props.isSending) return;
    const given = Object.entries(values).filter(([, value]) => value !== '');
    props.onSend(Object.fromEntries(given));
  };
  return (
    <form onSubmit={submit}>
      <Flex direction="column" gap="3" style={{ maxWidth: '40rem' }}>
        {names.map(name => (
          <QuestionField
            key={name}
            question={properties[name]}
            isRequired={required.includes(name)}
            value={values[name]}
            onChange={value => setValues(all => ({ ...all, [name]: value }))}
          />
        ))}
        <div>
          <Button
            type="submit"
            variant="primary"
            isDisabled={!isReady || props.isSending}
          >
            {t('create.make')}
          </Button>
        </div>
      </Flex>
    </form>
  );
}
