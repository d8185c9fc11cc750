import { CodeEditor, LoadingState } from '@astrolabe/ui';
import { FieldLabel, Flex } from '@backstage/ui';
import { Suspense } from 'react';
import { useTranslate } from '../../../hooks/useTranslate';
import { FilePick } from '../../shared/FilePick';

/** A field for a program, coloured as its language is; or a file of it. */
export function ProgramField(props: {
  id: string;
  label: string;
  secondaryLabel?: string;
  description?: string;
  /** As `x-editor` names it. */
  language: string;
  value: string;
  isRequired?: boolean;
  isDisabled?: boolean;
  isInvalid?: boolean;
  /** Id of the text that says what is wrong with it. */
  'aria-describedby'?: string;
  onChange(value: string): void;
  onBlur(): void;
}) {
  const t = useTranslate();
  const { id, label, secondaryLabel, description } = props;
  const labelId = `${id}__label`;
  const descriptionId = `${id}__description`;
  const describedBy = [
    description && descriptionId,
    props['aria-describedby'],
  ].filter(Boolean);
  return (
    <Flex direction="column" gap="2">
      <FieldLabel
        id={labelId}
        descriptionId={descriptionId}
        {...{ label, secondaryLabel, description }}
      />
      <Suspense fallback={<LoadingState label={t('field.editorLoading')} />}>
        <CodeEditor
          language={props.language}
          value={props.value}
          isDisabled={props.isDisabled}
          attributes={{
            id,
            'aria-labelledby': labelId,
            ...(describedBy.length > 0 && {
              'aria-describedby': describedBy.join(' '),
            }),
            'aria-required': String(Boolean(props.isRequired)),
            'aria-invalid': String(Boolean(props.isInvalid)),
          }}
          onChange={props.onChange}
          onBlur={props.onBlur}
        />
      </Suspense>
      <FilePick
        label={t('file.instead', { field: label })}
        onText={props.onChange}
      />
    </Flex>
  );
}
