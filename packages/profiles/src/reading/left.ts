import type { LeftValue } from '@astrolabe/plugin-assets-common';
import type { Unsaid } from './draft';
import type { Source } from './source';
import type { Place } from './take';
import { shown } from './things';
import type { Opened } from './types';
import { leftOf } from './why';

export const UNCOUNTED: Unsaid = {
  own: 'distribution',
  reason: 'noFiles',
};

/** What the draft has no place for, by where it stands in the document. */
export function leftOut(taken: readonly Place[], unsaid: readonly Unsaid[]) {
  const places = new Set<Place>();
  const left = new Map<string, LeftValue>();
  const reasonOf = reasonsIn(unsaid);
  for (const place of taken) {
    const { at, into, value, found } = place;
    for (const item of [found].flat()) {
      const { word, reason } = reasonOf(into, item) ?? {};
      if (reason === undefined) continue;
      places.add(place);
      const key = JSON.stringify([at, word, reason]);
      const { name } = Object(item) as { name?: unknown };
      const written = typeof item === 'string' ? item : name;
      const text = typeof written === 'string' ? written : shown(value);
      const said = [left.get(key)?.value, text].filter(Boolean).join(', ');
      const what = { at, value: said.slice(0, 120) };
      left.set(key, leftOf(what, { code: reason }));
    }
  }
  return { places, left: [...left.values()] };
}

function reasonsIn(unsaid: readonly Unsaid[]) {
  const wholes = unsaid.filter(({ word }) => word === undefined);
  const words = new Map(
    unsaid.map(each => [JSON.stringify([each.own, each.word]), each]),
  );
  return (into: string, item: unknown): Unsaid | undefined =>
    wholes.find(({ own }) => `${into}.`.startsWith(`${own}.`)) ??
    words.get(JSON.stringify([into, item]));
}

/** More are not told one by one. */
const MAX_LEFT = 200;

export function cut(left: LeftValue[]): LeftValue[] {
  const more = left.length - MAX_LEFT;
  if (more <= 0) return left;
  const rest = { at: '…', value: String(more) };
  return [...left.slice(0, MAX_LEFT), leftOf(rest, { code: 'more' })];
}

/** What stands in a document beside what is read. */
export function beside(source: Source, { others = [] }: Opened): LeftValue[] {
  if (source.form !== 'graph') return [];
  const { unread, isReversed } = source;
  return [
    ...unread.map(value =>
      leftOf({ at: '@context', value }, { code: 'notFetched' }),
    ),
    ...(isReversed
      ? [leftOf({ at: '@reverse', value: '…' }, { code: 'ofOthers' })]
      : []),
    ...others.map(other =>
      leftOf(
        { at: other.types.join(', '), value: shown(other) },
        { code: 'oneThing' },
      ),
    ),
  ];
}
