import {
  isReason,
  reasonTexts,
  type Amounts,
  type ReasonParam,
  type WorkloadReason,
} from '@astrolabe/plugin-workloads-common';
import { formatBytes, useLocale } from '@astrolabe/ui';
import { useTranslate } from './useTranslate';

type Words = Pick<WorkloadReason, 'message' | 'nextStep'>;

/** Keys are put together here; a test says that all of them are there. */
interface Language {
  t: (key: string, params: Record<string, string | number>) => string;
  locale: string;
}

/**
 * Says reasons in the person's language: what happened and what to do. One
 * whose text is not known here is said as the portal said it, in English.
 *
 * @public
 */
export function useReasonWords(): (reason: WorkloadReason) => Words {
  const t = useTranslate() as Language['t'];
  const locale = useLocale();
  return reason => wordsOf(reason, { t, locale });
}

function wordsOf(reason: WorkloadReason, language: Language): Words {
  const known = textOf(reason);
  if (!known) return reason;
  const inner = reason.params?.reason as WorkloadReason | undefined;
  const params = Object.fromEntries(
    Object.entries(reason.params ?? {}).map(([place, param]) => [
      place,
      said(param, language),
    ]),
  );
  const say = (part: keyof Words) =>
    language.t(`reasonText.${reason.text}.${part}`, params);
  return {
    message: say('message'),
    nextStep: known.nextStep
      ? say('nextStep')
      : inner && wordsOf(inner, language).nextStep,
  };
}

function textOf({ text = '' }: WorkloadReason): Words | undefined {
  const [group, name] = text.split('.');
  const texts: Record<string, Record<string, Words>> = reasonTexts;
  return texts[group]?.[name];
}

function said(param: ReasonParam, language: Language): string {
  const { t, locale } = language;
  if (typeof param === 'string') return param;
  if (typeof param === 'number') return param.toLocaleString(locale);
  if (isReason(param)) return wordsOf(param, language).message;
  const amounts = Object.entries(param) as [keyof Amounts, number][];
  return amounts
    .map(([name, value]) => {
      const amount = name.endsWith('Bytes')
        ? formatBytes(value, locale)
        : value.toLocaleString(locale);
      return t(`amount.${name}`, { amount, count: value });
    })
    .join(', ');
}
