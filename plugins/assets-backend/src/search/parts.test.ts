import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Bits } from './Bits';
import { Rows } from './Rows';

const some = fc.uniqueArray(fc.nat(200));

function bitsOf(slots: number[]): Bits {
  const bits = new Bits();
  slots.forEach(slot => bits.set(slot, true));
  return bits;
}

const slotsOf = (bits: Bits) => [...bits.slots()];
const inOrder = (slots: number[]) => [...slots].sort((a, b) => a - b);

it('sets of slots are joined as sets are', () => {
  fc.assert(
    fc.property(some, some, (one, other) => {
      const [a, b] = [bitsOf(one), bitsOf(other)];
      expect(a.size).toBe(one.length);
      expect(slotsOf(a)).toEqual(inOrder(one));
      expect(slotsOf(a.and(b))).toEqual(
        inOrder(one.filter(slot => other.includes(slot))),
      );
      expect(slotsOf(a.without(b))).toEqual(
        inOrder(one.filter(slot => !other.includes(slot))),
      );
      expect(slotsOf(a.or(b))).toEqual(
        inOrder([...new Set([...one, ...other])]),
      );
      one.forEach(slot => a.set(slot, other.includes(slot)));
      expect(slotsOf(a)).toEqual(slotsOf(bitsOf(one).and(b)));
    }),
  );
});

it('lists of slots are what they were set to last, however often they change', () => {
  const change = fc.tuple(fc.nat(20), fc.array(fc.nat(5), { maxLength: 6 }));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200 }), changes => {
      const rows = new Rows();
      const truth = new Map<number, number[]>();
      for (const [slot, items] of changes) {
        rows.set(slot, items);
        truth.set(slot, items);
      }
      for (const [slot, items] of truth) {
        expect([...rows.get(slot)]).toEqual(items);
      }
      const seen: number[] = [];
      rows.each(Uint32Array.from(truth.keys()), item => seen.push(item));
      expect(seen).toEqual([...truth.values()].flat());
      const having = new Set<number>();
      rows.having(3, slot => having.add(slot));
      expect(having).toEqual(
        new Set(
          [...truth].flatMap(([s, items]) => (items.includes(3) ? [s] : [])),
        ),
      );
    }),
  );
});
