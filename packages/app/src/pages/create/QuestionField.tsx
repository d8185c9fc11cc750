import { Select, Text, TextAreaField, TextField } from '@backstage/ui';
import { useId } from 'react';
import { useLanguage } from '../../hooks/useLanguage';
import type { Question } from './useTemplate';

/** One of what a template asks for. */
export function QuestionField(props: {
  question: Question;
  isRequired: boolean;
  value: string;
  onChange(value: string): void;
}) {
  const { question, value, onChange, isRequired } = props;
  const { language } = useLanguage();
  const words = { ...question, ...(language === 'es' && question['x-es']) };
  const { title: label, description } = words;
  const { maxLength, pattern } = question;
  if (question['ui:widget'] === 'file') {
    return <FileField {...{ label, description, onChange }} />;
  }
  if (question.enum) {
    return (
      <Select
        {...{ label, value }}
        options={question.enum.map(each => ({ value: each, label: each }))}
        onChange={chosen => onChange(String(chosen))}
      />
    );
  }
  const common = { label, description, value, onChange, maxLength, isRequired };
  return question['ui:widget'] === 'textarea' ? (
    <TextAreaField {...common} rows={5} />
  ) : (
    <TextField
      {...common}
      autoComplete="off"
      isInvalid={
        value !== '' &&
        pattern !== undefined &&
        !new RegExp(pattern).test(value)
      }
    />
  );
}

function FileField(props: {
  label: string;
  description?: string;
  onChange(text: string): void;
}) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{props.label}</label>
      <Text as="p" color="secondary" id={`${id}-text`}>
        {props.description}
      </Text>
      <input
        id={id}
        type="file"
        accept=".svg,image/svg+xml"
        aria-describedby={`${id}-text`}
        onChange={async ({ target }) =>
          props.onChange((await target.files?.[0]?.text())?.trim() ?? '')
        }
      />
    </div>
  );
}
