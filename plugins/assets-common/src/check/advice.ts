import spdxIds from 'spdx-license-list/simple';
import type { Finding } from './explain';

/** What is asked for, and how to say it. */
const saying = {
  title: 'Write what people call it.',
  summary: 'Say in one sentence what it does.',
  description: 'Say what it does, with what data, and how well.',
};

/** A text that has to be there, but says nothing. Version 1 wrote some as lists of lines. */
export function adviseText(
  pointer: string,
  text: unknown,
  of: keyof typeof saying,
): Finding[] {
  const lines: unknown[] = Array.isArray(text) ? text : [text];
  const saysNothing = (line: unknown) =>
    typeof line === 'string' && line.trim() === '';
  if (lines.length === 0 || !lines.every(saysNothing)) return [];
  return [
    {
      severity: 'warning',
      pointer,
      message: `The ${of} is empty.`,
      fix: saying[of],
    },
  ];
}

const months = [
  ...['jan', 'feb', 'mar', 'apr', 'may', 'jun'],
  ...['jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
];

/** A date that is written in another way than `2026-01-31`. */
export function adviseDay(pointer: string, date: unknown): Finding[] {
  const isDay = /^\d{4}-\d{2}-\d{2}/.test(String(date));
  if (typeof date !== 'string' || (isDay && !Number.isNaN(Date.parse(date)))) {
    return [];
  }
  const meant = dayOf(date.trim());
  return [
    {
      severity: 'warning',
      pointer,
      message: `'${date.slice(0, 40)}' is not a day.`,
      fix: `Write it like '${meant ?? '2026-01-31'}'.`,
      ...(meant && { mend: { value: meant } }),
    },
  ];
}

/** The one day that a text can mean: `3/4/2024` is in March to some and in April to others. */
function dayOf(text: string): string | undefined {
  const [, y, m, d] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? [];
  if (y) return day(y, m, d);
  const [, a, mark, b, year] =
    /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text) ?? [];
  if (year) {
    if (Number(a) > 12 || mark === '.') return day(year, b, a);
    if (Number(b) > 12) return day(year, a, b);
    return a === b ? day(year, a, b) : undefined;
  }
  const [, date, month, of] =
    /^(\d{1,2})\.? ([a-z]{3})[a-z]*\.?,? (\d{4})$/i.exec(text) ?? [];
  if (of) return day(of, months.indexOf(month.toLowerCase()) + 1, date);
  const [, first, then, last] =
    /^([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})$/i.exec(text) ?? [];
  return last && day(last, months.indexOf(first.toLowerCase()) + 1, then);
}

function day(year: string, ...rest: (string | number)[]): string | undefined {
  const text = [year, ...rest.map(part => String(part).padStart(2, '0'))].join(
    '-',
  );
  const read = new Date(`${text}T00:00:00Z`);
  const isThere = !Number.isNaN(read.getTime());
  // Some take the 31st of February for a day in March.
  return isThere && read.toISOString().startsWith(text) ? text : undefined;
}

let spdxByWord: Map<string, string> | undefined;

/** By letters, digits and the plus that stands for later versions: no two are alike. */
const licenceWord = (text: string) =>
  text.toLowerCase().replace(/[^a-z0-9+]/g, '');

/** A licence that has an identifier of SPDX, and is written in another way. */
export function adviseLicence(pointer: string, licence: unknown): Finding[] {
  if (typeof licence !== 'string' || spdxIds.has(licence)) return [];
  spdxByWord ??= new Map([...spdxIds].map(id => [licenceWord(id), id]));
  const said = licence.slice(0, 100);
  const words = said.replace(/\b(the|licen[cs]e|version)\b/gi, '');
  const id =
    spdxByWord.get(licenceWord(said)) ?? spdxByWord.get(licenceWord(words));
  if (!id) return [];
  return [
    {
      severity: 'warning',
      pointer,
      message: `'${licence.slice(0, 60)}' is not how SPDX spells this licence.`,
      fix: `Write ${id}.`,
      mend: { value: id },
    },
  ];
}

/** Links without `https://`, which are taken for files of the page they stand on. */
export function adviseLinks(
  pointer: string,
  links: unknown,
  image: string,
): Finding[] {
  if (typeof links !== 'object' || links === null) return [];
  return Object.entries(links).flatMap(([key, link]) => {
    // A reference to an image begins with a host, too.
    if (key === image || typeof link !== 'string') return [];
    if (!/^(www\.)?[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}\/\S*$/i.test(link)) {
      return [];
    }
    return [
      {
        severity: 'warning' as const,
        pointer: `${pointer}/${key}`,
        message: `'${link.slice(
          0,
          60,
        )}' has no https:// before it, and leads nowhere.`,
        fix: `Write https://${link.slice(0, 60)}.`,
        mend: { value: `https://${link}` },
      },
    ];
  });
}
