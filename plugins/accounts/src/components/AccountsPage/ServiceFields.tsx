import type {
  AccountField,
  AccountForm,
} from '@astrolabe/plugin-accounts-common';
import { useLocale } from '@astrolabe/ui';
import { PasswordField, TextAreaField, TextField } from '@backstage/ui';
import { useTranslate, type Translate } from '../../hooks/useTranslate';
import { fieldWords, hintWords } from '../../translation/ref';

/** The fields of a service's form, one below the other. */
export function ServiceFields(props: {
  form: AccountForm;
  /** Names of those that are shown; all, unless said. */
  only?: readonly string[];
  values: Record<string, string>;
  onChange(values: Record<string, string>): void;
}) {
  const { form, only, values, onChange } = props;
  const shown = Object.entries(form.properties).filter(
    ([name]) => only?.includes(name) ?? true,
  );
  return (
    <>
      {shown.map(([name, field]) => (
        <ServiceField
          key={name}
          name={name}
          field={field}
          isRequired={form.required.includes(name)}
          value={values[name] ?? field.default ?? ''}
          onChange={value => onChange({ ...values, [name]: value })}
        />
      ))}
    </>
  );
}

function ServiceField(props: {
  name: string;
  field: AccountField;
  isRequired: boolean;
  value: string;
  onChange(value: string): void;
}) {
  const { name, field, isRequired, value, onChange } = props;
  const t = useTranslate();
  const label = labelOf(name, field, t);
  const common = {
    label: isRequired ? label : t('link.optional', { field: label }),
    description: hintOf(name, field, { t, locale: useLocale() }),
    ...{ value, onChange, isRequired },
    maxLength: field.maxLength,
    autoComplete: 'off',
  };
  if (field.format === 'textarea')
    return <TextAreaField {...common} rows={6} />;
  if (field.format === 'password') {
    // Else the browser offers to keep it as the portal's own.
    return <PasswordField {...common} autoComplete="new-password" />;
  }
  return (
    <TextField {...common} type={field.format === 'uri' ? 'url' : 'text'} />
  );
}

/** In the person's language, where there are words; else as the service has it. */
function labelOf(name: string, { title }: AccountField, t: Translate): string {
  return isIn(fieldWords, name) ? t(`field.${name}`) : title;
}

/** In English the service says more. */
function hintOf(
  name: string,
  { description }: AccountField,
  { t, locale }: { t: Translate; locale: string },
): string | undefined {
  if (!description || locale.startsWith('en')) return description;
  return isIn(hintWords, name) ? t(`hint.${name}`) : description;
}

function isIn<T extends object>(
  words: T,
  name: string,
): name is keyof T & string {
  return Object.hasOwn(words, name);
}
