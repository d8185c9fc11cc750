import { useLocale } from '@astrolabe/ui';
import {
  Checkbox,
  CheckboxGroup,
  FieldLabel,
  NumberField,
  PasswordField,
  Radio,
  RadioGroup,
  Select,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import type { RegistryWidgetsType, WidgetProps } from '@rjsf/utils';
import { useTranslate, type Translate } from './useTranslate';
import { problemId } from './templates';
import { defaultText, rangeText, type FieldSchema } from './schema';

/** What every field says of itself: its name, its range and unit, its default, its problem. @public */
export function useField(props: WidgetProps) {
  const t = useTranslate();
  const locale = useLocale();
  const schema = props.schema as FieldSchema;
  const hints = [
    rangeText(schema, t, locale),
    props.required ? t('field.required') : undefined,
  ];
  const says = [
    schema.description,
    defaultText(schema, t, locale),
    schema['x-limited'] ? t('field.limited') : undefined,
  ];
  const isInvalid = Boolean(props.rawErrors?.length);
  // Of a list, all have the same title.
  const [, item] = /\.(\d+)$/.exec(props.id) ?? [];
  const field = schema.title ?? props.label;
  return {
    id: props.id,
    label: item
      ? t('field.item', { field, number: String(Number(item) + 1) })
      : props.label,
    // BUI writes "Required" in English when `isRequired` comes without this.
    secondaryLabel: hints.filter(Boolean).join(' · ') || undefined,
    description: says.filter(Boolean).join(' ') || undefined,
    isRequired: props.required,
    isDisabled: props.disabled || props.readonly,
    isInvalid,
    'aria-describedby': isInvalid ? problemId(props.id) : undefined,
    validationBehavior: 'aria' as const,
    onBlur: () => props.onBlur(props.id, props.value),
  };
}

/** An emptied text is no text where one is asked for, and the empty text elsewhere. @public */
export function textChange({ required, schema, onChange }: WidgetProps) {
  const empty = required || schema.minLength ? undefined : '';
  return (value: string) => onChange(value === '' ? empty : value);
}

function TextWidget(props: WidgetProps) {
  const field = useField(props);
  return (
    <TextField
      // React Aria does not notice a description that comes later.
      key={String(field.description !== undefined)}
      {...field}
      size="medium"
      value={props.value ?? ''}
      onChange={textChange(props)}
    />
  );
}

function SecretWidget(props: WidgetProps) {
  return (
    <PasswordField
      {...useField(props)}
      size="medium"
      autoComplete="new-password"
      value={props.value ?? ''}
      onChange={textChange(props)}
    />
  );
}

function TextareaWidget(props: WidgetProps) {
  return (
    <TextAreaField
      {...useField(props)}
      size="medium"
      rows={4}
      value={props.value ?? ''}
      onChange={textChange(props)}
    />
  );
}

/** The text of a file, which nobody would type. */
function TextFileWidget(props: WidgetProps) {
  const { label, secondaryLabel, description, ...field } = useField(props);
  const schema = props.schema as FieldSchema;
  const { maxLength = Infinity } = schema;
  const says = `${props.id}__says`;
  return (
    <div>
      <FieldLabel
        label={label}
        htmlFor={props.id}
        secondaryLabel={secondaryLabel}
        description={description}
        descriptionId={says}
      />
      <input
        type="file"
        id={props.id}
        accept={schema['x-accept']}
        disabled={field.isDisabled}
        aria-invalid={field.isInvalid}
        aria-describedby={[says, field['aria-describedby']].join(' ').trim()}
        onBlur={field.onBlur}
        onChange={async ({ target }) => {
          // Of one that is too long, as much as shows that it is.
          const start = target.files?.[0]?.slice(0, 4 * (maxLength + 1));
          props.onChange((await start?.text())?.trim() || undefined);
        }}
      />
    </div>
  );
}

// One object for all time: with a new one at each rendering, the field forgets
// what is being typed whenever something else on the page changes.
const numberFormat = { maximumFractionDigits: 6 };

/**
 * A number with its unit. It has no `minValue` and `maxValue`: with them the
 * field would quietly turn 64 into 16 when one leaves it, instead of saying why.
 */
function QuantityWidget(props: WidgetProps) {
  return (
    <NumberField
      {...useField(props)}
      size="medium"
      formatOptions={numberFormat}
      value={typeof props.value === 'number' ? props.value : NaN}
      onChange={value =>
        props.onChange(Number.isNaN(value) ? undefined : value)
      }
    />
  );
}

/** The choices; the empty text is none. */
function optionsOf({ options, schema }: WidgetProps, t: Translate) {
  const { 'x-titles': titles = {} } = schema as {
    'x-titles'?: Record<string, string>;
  };
  return (options.enumOptions ?? []).map(({ value, label }) => ({
    id: JSON.stringify(value),
    label: value === '' ? t('field.nothing') : titles[value] ?? label,
    value,
  }));
}

function SelectWidget(props: WidgetProps) {
  const t = useTranslate();
  const options = optionsOf(props, t);
  return (
    <Select
      {...useField(props)}
      size="medium"
      placeholder={t('field.none')}
      options={options.map(({ id, label }) => ({ value: id, label }))}
      value={props.value === undefined ? null : JSON.stringify(props.value)}
      onChange={key =>
        props.onChange(options.find(({ id }) => id === key)?.value)
      }
    />
  );
}

function RadioWidget(props: WidgetProps) {
  const options = optionsOf(props, useTranslate());
  return (
    <RadioGroup
      {...useField(props)}
      value={props.value === undefined ? null : JSON.stringify(props.value)}
      onChange={key =>
        props.onChange(options.find(({ id }) => id === key)?.value)
      }
    >
      {options.map(({ id, label }) => (
        <Radio key={id} value={id}>
          {label}
        </Radio>
      ))}
    </RadioGroup>
  );
}

function CheckboxWidget(props: WidgetProps) {
  const { label, description, secondaryLabel, ...field } = useField(props);
  return (
    <Checkbox
      {...field}
      isRequired={false}
      isSelected={props.value === true}
      onChange={props.onChange}
    >
      {[label, description].filter(Boolean).join('. ')}
    </Checkbox>
  );
}

function CheckboxesWidget(props: WidgetProps) {
  const options = optionsOf(props, useTranslate());
  const chosen: unknown[] = props.value ?? [];
  return (
    <CheckboxGroup
      {...useField(props)}
      value={chosen.map(value => JSON.stringify(value))}
      onChange={keys =>
        props.onChange(
          options.filter(({ id }) => keys.includes(id)).map(o => o.value),
        )
      }
    >
      {options.map(({ id, label }) => (
        <Checkbox key={id} value={id}>
          {label}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}

/** The looks of this portal for everything that a form may ask. @public */
export const formWidgets = {
  TextWidget,
  PasswordWidget: SecretWidget,
  TextareaWidget,
  SelectWidget,
  RadioWidget,
  CheckboxWidget,
  CheckboxesWidget,
  quantity: QuantityWidget,
  textFile: TextFileWidget,
} satisfies RegistryWidgetsType;
