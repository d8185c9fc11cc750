import type { Translate } from './useTranslate';
import { unitText, type FieldSchema } from './schema';

/** What is said, and how numbers are written. @public */
export interface Language {
  t: Translate;
  locale: string;
  /** What a text of a format of JSON Schema has to be. */
  formats?: Record<string, string>;
}

/**
 * Why a value that was refused does not fit its field, in the person's
 * language; undefined where we have no words of our own for it.
 */
export function explain(
  field: FieldSchema,
  value: unknown,
  language: Language,
): string | undefined {
  const { t, locale } = language;
  if (value === undefined || value === null || value === '') {
    return t('problem.required');
  }
  if (field.enum) {
    return field.enum.includes(value as string)
      ? undefined
      : t('problem.enum', { allowed: field.enum.join(', ') });
  }
  if (typeof value === 'number') {
    return explainNumber(field, value, { t, locale });
  }
  if (typeof value === 'string') return explainText(field, value, language);
  if (Array.isArray(value)) return explainList(field, value, t);
  return undefined;
}

function explainNumber(
  field: FieldSchema,
  value: number,
  { t, locale }: Language,
): string | undefined {
  const { minimum, maximum, multipleOf, type } = field;
  // As exact as it is asked for.
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const unit = (count: number) => unitText(field['x-unit'], count, t);
  // Without a unit, its place leaves a space before the full stop.
  const tidy = (text: string) => text.replace(/ \.$/, '.');
  if (minimum !== undefined && value < minimum) {
    return tidy(
      t('problem.minimum', {
        limit: number.format(minimum),
        unit: unit(minimum),
      }),
    );
  }
  if (maximum !== undefined && value > maximum) {
    return tidy(
      t('problem.maximum', {
        limit: number.format(maximum),
        unit: unit(maximum),
      }),
    );
  }
  if (type === 'integer' && !Number.isInteger(value)) {
    return t('problem.integer');
  }
  return multipleOf === undefined
    ? undefined
    : tidy(
        t('problem.multipleOf', {
          step: number.format(multipleOf),
          unit: unit(multipleOf),
        }),
      );
}

function explainText(
  field: FieldSchema,
  value: string,
  { t, formats = {} }: Language,
): string | undefined {
  const { minLength = 0, maxLength = Infinity, pattern, format } = field;
  // As JSON Schema counts: characters, not UTF-16 units.
  const { length } = [...value];
  if (length < minLength) {
    return t('problem.minLength', { limit: String(minLength) });
  }
  if (length > maxLength) {
    return t('problem.maxLength', { limit: String(maxLength) });
  }
  if (format && formats[format]) return formats[format];
  if (!pattern) return undefined;
  if (value.trim() === '') return t('problem.required');
  const { description } = field;
  return description
    ? t('problem.described', { description })
    : t('problem.pattern', { pattern });
}

function explainList(
  { minItems = 0, maxItems = Infinity, uniqueItems }: FieldSchema,
  value: unknown[],
  t: Translate,
): string | undefined {
  if (value.length < minItems) {
    return t('problem.minItems', { limit: String(minItems) });
  }
  if (value.length > maxItems) {
    return t('problem.maxItems', { limit: String(maxItems) });
  }
  return uniqueItems ? t('problem.uniqueItems') : undefined;
}
