import type { FormValues } from '@astrolabe/plugin-workloads-common';
import Form from '@rjsf/core';
import type { RegistryWidgetsType, RJSFSchema } from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import { useMemo, type ReactNode } from 'react';
import { toErrorSchema, type FieldProblem } from './FieldProblem';
import { toUiSchema } from './schema';
import styles from './SchemaForm.module.css';
import { formTemplates } from './templates';
import { formWidgets } from './widgets';

const FORM_ID = 'form';
const ID_SEPARATOR = '.';

/** Puts the focus into the field at a path, if the form shows it. @public */
export function focusField(path: FieldProblem['path']): void {
  const id = [FORM_ID, ...path].join(ID_SEPARATOR);
  document
    .querySelector(`[data-field="${id}"]`)
    ?.querySelector<HTMLElement>('input, textarea, [contenteditable], button')
    ?.focus();
}

/**
 * The form of a schema: groups of fields. It shows problems but does not look for
 * them: the page validates with the rule that the server uses.
 *
 * @public
 */
export function SchemaForm(props: {
  /** What the form is for, to whoever does not see it. */
  label: string;
  /** An object of groups, each an object of fields. */
  schema: object;
  values: FormValues;
  problems: readonly FieldProblem[];
  onChange(values: FormValues): void;
  onLeave(path: string): void;
  onSubmit(): void;
  /** Instead of the usual ones, which `formWidgets` has. */
  widgets?: RegistryWidgetsType;
  /** What stands beside the fields, below them in a narrow window, with the button that submits them. */
  children: ReactNode;
}) {
  const { values, problems } = props;
  const schema = props.schema as RJSFSchema;
  const uiSchema = useMemo(() => toUiSchema(schema), [schema]);
  const widgets = useMemo(
    () => ({ ...formWidgets, ...props.widgets }),
    [props.widgets],
  );
  const errors = useMemo(() => toErrorSchema(problems), [problems]);
  return (
    <div role="group" aria-label={props.label}>
      <Form<FormValues>
        id={FORM_ID}
        className={styles.form}
        idPrefix={FORM_ID}
        idSeparator={ID_SEPARATOR}
        schema={schema}
        uiSchema={uiSchema}
        formContext={{ schema }}
        validator={validator}
        formData={values}
        extraErrors={errors}
        widgets={widgets}
        templates={formTemplates}
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
  return id.slice(FORM_ID.length + ID_SEPARATOR.length);
}
