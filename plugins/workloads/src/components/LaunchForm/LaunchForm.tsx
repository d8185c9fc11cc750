import { formWidgets, SchemaForm, textChange, useField } from '@astrolabe/form';
import { DATASET_FORMAT } from '@astrolabe/plugin-workloads-common';
import type { WidgetProps } from '@rjsf/utils';
import type { ComponentProps } from 'react';
import { useTranslate } from '../../hooks/useTranslate';
import { DatasetField } from './DatasetField';
import { ProgramField } from './ProgramField';

/** A text, or the name of a dataset. */
function TextWidget(props: WidgetProps) {
  return props.schema.format === DATASET_FORMAT ? (
    <DatasetWidget {...props} />
  ) : (
    <formWidgets.TextWidget {...props} />
  );
}

function DatasetWidget(props: WidgetProps) {
  return (
    <DatasetField
      {...useField(props)}
      size="medium"
      value={props.value ?? ''}
      onChange={textChange(props)}
    />
  );
}

/** A long text, or a program. */
function TextareaWidget(props: WidgetProps) {
  return props.schema['x-editor' as 'format'] ? (
    <ProgramWidget {...props} />
  ) : (
    <formWidgets.TextareaWidget {...props} />
  );
}

function ProgramWidget(props: WidgetProps) {
  const { 'x-editor': language } = props.schema as { 'x-editor'?: string };
  return (
    <ProgramField
      {...useField(props)}
      language={language ?? ''}
      value={props.value ?? ''}
      onChange={textChange(props)}
    />
  );
}

const widgets = { TextWidget, TextareaWidget };

/** The form that a manifest asks for. */
export function LaunchForm(
  props: Omit<ComponentProps<typeof SchemaForm>, 'label' | 'widgets'>,
) {
  const t = useTranslate();
  return (
    <SchemaForm {...props} label={t('deploy.formLabel')} widgets={widgets} />
  );
}
