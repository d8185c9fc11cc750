import {
  validateFormValues,
  type FormSchema,
} from '@astrolabe/plugin-workloads-common';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Translate } from './useTranslate';
import { explain } from './explain';
import type { FieldSchema } from './schema';

/** Messages as their keys: which one is said is what matters here. */
const t = ((key: string) => key) as unknown as Translate;
const formats = { dataset: 'problem.dataset' };
const english = { t, locale: 'en', formats };

const fields: FieldSchema[] = [
  { type: 'integer', minimum: 1, maximum: 4 },
  { type: 'number', minimum: 0.5, multipleOf: 0.5 },
  { type: 'string', minLength: 2, maxLength: 3 },
  { type: 'string', pattern: '^a+$' },
  { type: 'string', format: 'dataset', maxLength: 20 },
  { type: 'string', enum: ['a', 'b'] },
  { type: 'array', items: { type: 'string' }, maxItems: 2, uniqueItems: true },
];

/** What the server's function says of one field's value. */
function refused(field: FieldSchema, value: unknown): boolean {
  const form = {
    type: 'object',
    properties: {
      group: { type: 'object', required: ['field'], properties: { field } },
    },
  };
  const values = { group: value === undefined ? {} : { field: value } };
  return validateFormValues(form as FormSchema, values).length > 0;
}

describe('explaining a refused value', () => {
  it('writes limits as the language does', () => {
    const spoken = ((_key: string, { limit }: { limit: string }) =>
      limit) as unknown as Translate;
    const field: FieldSchema = { type: 'number', minimum: 0.125 };
    const said = (locale: string) => explain(field, 0, { t: spoken, locale });
    expect([said('en'), said('es')]).toEqual(['0.125', '0,125']);
  });

  it('has words of its own for all that people can type wrongly', () => {
    const typed: Record<string, fc.Arbitrary<unknown>> = {
      integer: fc.oneof(fc.integer(), fc.double({ noNaN: true })),
      number: fc.double({ noNaN: true, noDefaultInfinity: true }),
      string: fc.string({ unit: 'grapheme' }),
      array: fc.array(fc.string(), { maxLength: 4 }),
    };
    fc.assert(
      fc.property(
        fc.constantFrom(...fields).chain(field =>
          fc.record({
            field: fc.constant(field),
            value: fc.option(typed[field.type as string], { nil: undefined }),
          }),
        ),
        ({ field, value }) => {
          if (refused(field, value)) {
            expect(explain(field, value, english)).toMatch(/^problem\./);
          }
        },
      ),
    );
  });

  it('names the limit that was passed', () => {
    const [cores, , name] = fields;
    const text: FieldSchema = { type: 'string', pattern: '^ *[^ ]' };
    expect(explain(cores, 64, english)).toBe('problem.maximum');
    expect(explain(cores, 0, english)).toBe('problem.minimum');
    expect(explain(cores, 1.5, english)).toBe('problem.integer');
    expect(explain(cores, undefined, english)).toBe('problem.required');
    expect(explain(text, '  ', english)).toBe('problem.required');
    // Three characters, six UTF-16 units: not too long.
    expect(explain(name, '😀😀😀', english)).toBeUndefined();
    expect(explain(name, '😀😀😀😀', english)).toBe('problem.maxLength');
  });
});
