import type { FormValues } from '@astrolabe/plugin-workloads-common';
import Form from '@rjsf/core';
import type { RJSFSchema } from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import { useMemo, type ReactNode } from 'react';
import { useTranslate } from '../../hooks/useTranslate';
import { toErrorSchema, type FieldProblem } from './FieldProblem';
import { toUiSchema } from './schema';
import styles from './LaunchForm.module.css';
import { launchTemplates } from './templates';
import { launchWidgets } from './widgets';

const LAUNCH_FORM_ID = 'launch';
const ID_SEPARATOR = '.';

/** Puts the focus into the field at a path, if the form shows it. */
export function focusField(path: FieldProblem['path']): void {
  const id = [LAUNCH_FORM_ID, ...path].join(ID_SEPARATOR);
  document
    .querySelector(`[data-field="${id}"]`)
    ?.querySelector<HTMLElement>('input, textarea, [contenteditable], button')
    ?.focus();
}

/**
 * The form that a manifest asks for. It shows problems but does not look for
 * them: the page validates with the rule that the server uses.
 */
export function LaunchForm(props: {
  schema: RJSFSchema;
  values: FormValues;
  problems: readonly FieldProblem[];
  onChange(values: FormValues): void;
  onLeave(path: string): void;
  onSubmit(): void;
  /** What stands beside the fields, below them in a narrow window, with the button that submits them. */
  children: ReactNode;
}) {
  const { schema, values, problems } = props;
  const t = useTranslate();
  const uiSchema = useMemo(() => toUiSchema(schema), [schema]);
  const errors = useMemo(() => toErrorSchema(problems), [problems]);
  return (
    <div role="group" aria-label={t('deploy.formLabel')}>
      <Form<FormValues>
        id={LAUNCH_FORM_ID}
        className={styles.form}
        idPrefix={LAUNCH_FORM_ID}
        idSeparator={ID_SEPARATOR}
        schema={schema}
        uiSchema={uiSchema}
        validator={validator}
        formData={values}
        extraErrors={errors}
        widgets={launchWidgets}
        templates={launchTemplates}
        noHtml5Validate
        noValidate
        showErrorList={false}
        // Compared by identity, the children are drawn anew when they change.
        experimental_componentUpdateStrategy="shallow"
        experimental_defaultFormStateBehavior={{
          // The server has filled the defaults in; a field that a person
          // empties has to stay empty.
          emptyObjectFields: 'skipDefaults',
          arrayMinItems: { populate: 'never' },
        }}
        onChange={({ formData }) => formData && props.onChange(formData)}
        onBlur={id => props.onLeave(fieldPath(id))}
        onSubmit={props.onSubmit}
      >
        {props.children}
      </Form>
    </div>
  );
}

function fieldPath(id: string): string {
  return id.slice(LAUNCH_FORM_ID.length + ID_SEPARATOR.length);
}
