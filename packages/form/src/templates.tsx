import { Button, Card, CardBody, Flex, Text } from '@backstage/ui';
import { RiAddLine, RiDeleteBinLine } from '@remixicon/react';
import type {
  ArrayFieldItemTemplateProps,
  ArrayFieldTemplateProps,
  FieldTemplateProps,
  ObjectFieldTemplateProps,
  TemplatesType,
  UnsupportedFieldProps,
} from '@rjsf/utils';
import type { ReactNode } from 'react';
import { fieldTitle } from './schema';
import { useTranslate } from './useTranslate';

/** Where the problem of a field is written, for `aria-describedby`. */
export function problemId(fieldId: string): string {
  return `${fieldId}__problem`;
}

function Problem(props: { fieldId: string; messages: string[] }) {
  return (
    <Text
      as="p"
      variant="body-small"
      color="danger"
      id={problemId(props.fieldId)}
      style={{ margin: 'var(--bui-space-1) 0 0', overflowWrap: 'anywhere' }}
    >
      {props.messages.join(' ')}
    </Text>
  );
}

/** A field and its problem. `data-field` is how the page finds it to put the focus there. */
function FieldTemplate(props: FieldTemplateProps) {
  const { children, hidden, id, rawErrors = [] } = props;
  if (hidden) return <div hidden>{children}</div>;
  return (
    <div data-field={id}>
      {children}
      {rawErrors.length > 0 && <Problem fieldId={id} messages={rawErrors} />}
    </div>
  );
}

/** The form as a column of groups, and each group as a named set of fields. */
function ObjectFieldTemplate(props: ObjectFieldTemplateProps) {
  const fields = props.properties.map(({ content, name }) => (
    <div key={name}>{content}</div>
  ));
  if (props.fieldPathId.path.length === 0) {
    return (
      <Flex direction="column" gap="4">
        {fields}
      </Flex>
    );
  }
  return (
    <Group title={props.title} description={props.description}>
      {fields}
    </Group>
  );
}

function Group(props: {
  title: string;
  description?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslate();
  const known: Record<string, string> = {
    general: t('group.general'),
    hardware: t('group.hardware'),
    storage: t('group.storage'),
    options: t('group.options'),
  };
  return (
    <Card>
      <CardBody>
        <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <legend style={{ padding: 0, marginBottom: 'var(--bui-space-3)' }}>
            <Text
              as="h2"
              variant="title-x-small"
              weight="bold"
              style={{ margin: 0 }}
            >
              {known[props.title] ?? props.title}
            </Text>
          </legend>
          {props.description && (
            <Text as="p" color="secondary" style={{ marginTop: 0 }}>
              {props.description}
            </Text>
          )}
          <Flex direction="column" gap="4">
            {props.children}
          </Flex>
        </fieldset>
      </CardBody>
    </Card>
  );
}

function ArrayFieldTemplate(props: ArrayFieldTemplateProps) {
  const t = useTranslate();
  const { schema, title } = props;
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <legend style={{ padding: 0 }}>
        <Text weight="bold">{title}</Text>
      </legend>
      {schema.description && (
        <Text as="p" color="secondary" style={{ marginTop: 0 }}>
          {schema.description}
        </Text>
      )}
      <Flex direction="column" gap="2">
        {props.items}
        {props.canAdd && (
          <Button
            variant="secondary"
            iconStart={<RiAddLine aria-hidden />}
            isDisabled={props.disabled || props.readonly}
            onPress={() => props.onAddClick()}
            style={{ alignSelf: 'start' }}
          >
            {t('field.add', { field: title })}
          </Button>
        )}
      </Flex>
    </fieldset>
  );
}

function ArrayFieldItemTemplate(props: ArrayFieldItemTemplateProps) {
  const t = useTranslate();
  const { buttonsProps, children, index } = props;
  const path = buttonsProps.fieldPathId.path;
  return (
    <Flex gap="2" align="end">
      <div style={{ flex: 1, minWidth: 0 }}>{children}</div>
      {buttonsProps.hasRemove && (
        <Button
          variant="tertiary"
          iconStart={<RiDeleteBinLine aria-hidden />}
          isDisabled={props.disabled || props.readonly}
          onPress={() => buttonsProps.onRemoveItem()}
          aria-label={t('field.remove', {
            number: String(index + 1),
            field: fieldTitle(
              props.registry.formContext.schema,
              path.slice(0, -1),
            ),
          })}
        />
      )}
    </Flex>
  );
}

function UnsupportedFieldTemplate(props: UnsupportedFieldProps) {
  const t = useTranslate();
  const field = props.fieldPathId.path.join('.');
  return <Text color="secondary">{t('field.unsupported', { field })}</Text>;
}

/** How a form is laid out. */
export const formTemplates: Partial<Omit<TemplatesType, 'ButtonTemplates'>> = {
  FieldTemplate,
  ObjectFieldTemplate,
  ArrayFieldTemplate,
  ArrayFieldItemTemplate,
  UnsupportedFieldTemplate,
};
