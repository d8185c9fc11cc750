import type { Bits } from './Bits';
import { firstOf } from './firstOf';
import type { Order } from './Ranking';

/** A page of what was found, and how much of that is before it. */
export interface Page {
  start: number;
  shown: number[];
}

/**
 * The first ones behind `last`, or from `start` on: by their scores if there are
 * any, else as they stand in an order. Only those that are shown are put in order.
 */
export function pageOf(
  found: Bits,
  options: {
    order: Order;
    scores?: Float32Array;
    limit: number;
    last?: number;
    start?: number;
  },
): Page {
  return options.scores
    ? byScore(found, { ...options, scores: options.scores })
    : byOrder(found, options);
}

function byOrder(
  found: Bits,
  { order, limit, last, start = 0 }: Parameters<typeof pageOf>[1],
): Page {
  const { slots, ranks } = order;
  const shown: number[] = [];
  let before = 0;
  for (let at = 0; at < slots.length && shown.length < limit; at++) {
    if (!found.has(slots[at])) continue;
    const isBefore = last === undefined ? before < start : at <= ranks[last];
    if (isBefore) before++;
    else shown.push(slots[at]);
  }
  return { start: before, shown };
}

function byScore(
  found: Bits,
  {
    order: { ranks },
    scores,
    limit,
    last,
    start = 0,
  }: Parameters<typeof pageOf>[1] & { scores: Float32Array },
): Page {
  const before = (a: number, b: number) =>
    scores[b] - scores[a] || ranks[a] - ranks[b];
  const slots = found.slots();
  if (last === undefined) {
    const shown = firstOf(slots, start + limit, before).slice(start);
    return { start, shown };
  }
  const rest = slots.filter(slot => before(last, slot) < 0);
  return {
    start: slots.length - rest.length,
    shown: firstOf(rest, limit, before),
  };
}
