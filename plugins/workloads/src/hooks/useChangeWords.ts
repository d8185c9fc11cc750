import {
  hardwareFields,
  type FieldChange,
  type FormSchema,
  type HardwareField,
  type LaunchForm,
} from '@astrolabe/plugin-workloads-common';
import { formatBytes, formatNumber, useLocale } from '@astrolabe/ui';
import { useTranslate, type Translate } from './useTranslate';

/** Says what is asked instead of what: "1 GPU instead of 2 GPUs". */
export function useChangeWords({ schema }: LaunchForm) {
  const t = useTranslate();
  const locale = useLocale();
  const fields = hardwareFields(schema as unknown as FormSchema);
  const list = new Intl.ListFormat(locale);
  const wordsOf = ({ path, from, to }: FieldChange) => {
    const field = fields.find(each => each.path === path);
    const say = (value: unknown) => valueText(field, value, t, locale);
    return t('advice.instead', { to: say(to), from: say(from) });
  };
  return (changes: FieldChange[]) => list.format(changes.map(wordsOf));
}

// eslint-disable-next-line max-params -- the last two are the language
function valueText(
  field: HardwareField | undefined,
  value: unknown,
  t: Translate,
  locale: string,
): string {
  if (value === null) return t('advice.anyGpu');
  if (!field || typeof value !== 'number') return String(value);
  const { resource, unit } = field;
  const count = value * unit;
  const amount = resource.endsWith('Bytes')
    ? formatBytes(count, locale)
    : formatNumber(count, locale);
  return resource === 'gpuModel'
    ? String(value)
    : t(`amount.${resource}`, { amount, count });
}
