import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ai4Versions,
  checkAsset,
  migrateAsset,
  readText,
  validateAi4,
} from '.';
import { ai4VersionOf } from './checkAi4';
import { ai4Terms } from './schemas';

// The published schemas and real files lie beside the checkout where it is
// developed; they are not ours to ship.
const shared = path.resolve(__dirname, '../../../../../shared');
const schemas = path.join(shared, 'standards/ai4-metadata');
const files = path.join(shared, 'data/ai4-metadata');
const isHere = existsSync(schemas) && existsSync(files);

const options = { strict: false, validateFormats: false };
const published = isHere
  ? ai4Versions.map(version => {
      const text = readFileSync(
        path.join(schemas, `ai4-apps-v${version}.json`),
        'utf8',
      );
      const ajv = version === '1.0.0' ? new Ajv(options) : new Ajv2020(options);
      // It names its dialect by http:, which nobody knows.
      const { $schema, ...schema } = JSON.parse(text);
      return { version, accepts: ajv.compile(schema) };
    })
  : [];
const real = isHere
  ? readdirSync(files).map(file => ({
      file,
      content: readFileSync(path.join(files, file), 'utf8'),
    }))
  : [];

function expectAgreement(value: unknown) {
  for (const { version, accepts } of published) {
    const errors = validateAi4(value, version);
    expect([version, errors.length === 0]).toEqual([version, accepts(value)]);
  }
}

const v1 = {
  title: 'Old',
  summary: 'One',
  description: ['Lines'],
  date_creation: '2019-01-01',
  keywords: ['a'],
  license: 'MIT',
  sources: {
    dockerfile_repo: 'https://example.org',
    docker_registry_repo: 'a/b',
    code: 'https://example.org',
  },
  tosca: [{ title: 't', url: 'u', inputs: ['rclone_user'] }],
};

/** Sets or removes a key, at the top or one group below. */
function mutation(): fc.Arbitrary<(value: Record<string, unknown>) => void> {
  const top = [
    ...['metadata_version', 'title', 'summary', 'description', 'doi', 'dates'],
    ...['links', 'libraries', 'tasks', 'categories', 'tags', 'data-type'],
    ...['resources', 'tosca', 'sources', 'dataset_url', 'cite_url', 'license'],
    ...['date_creation', 'keywords', 'other'],
  ];
  const below = [
    ...['created', 'updated', 'self', 'source_code', 'docker_image', 'code'],
    ...['inference', 'training', 'pre_trained_weights', 'weights'],
  ];
  const needs = fc.dictionary(
    fc.constantFrom('cpu', 'gpu', 'memory_MB', 'gpu_compute_capability'),
    fc.oneof(fc.integer(), fc.double(), fc.string()),
  );
  const term = fc.constantFrom(...Object.values(ai4Terms).flat(), 'x');
  const value = fc.oneof(
    fc.jsonValue(),
    fc.array(term, { maxLength: 4 }),
    fc.constantFrom('2.0.0', '2x3x1', '1.0', 'rclone_user', undefined),
    needs,
    fc.dictionary(fc.constantFrom(...below), fc.oneof(needs, fc.string())),
  );
  return fc
    .record({
      key: fc.constantFrom(...top),
      inner: fc.option(fc.constantFrom(...below), { nil: undefined }),
      value,
    })
    .map(({ key, inner, value: to }) => target => {
      const group = inner ? target[key] : target;
      if (typeof group !== 'object' || group === null) return;
      const holder = group as Record<string, unknown>;
      if (to === undefined) delete holder[inner ?? key];
      else holder[inner ?? key] = to;
    });
}

describe.skipIf(!isHere)(
  'beside the published ai4-metadata schemas (in ../shared)',
  () => {
    it('agrees on every real file, in every version', () => {
      expect(real.length).toBeGreaterThan(30);
      for (const { content } of real) expectAgreement(readText(content).value);
    });

    it('calls a real file valid exactly when its own version does', () => {
      const invalid = real.filter(({ content }) => {
        const { valid } = checkAsset(content);
        const { value, problems } = readText(content);
        const version = ai4VersionOf(value);
        const { accepts } = published.find(p => p.version === version)!;
        expect(valid).toBe(accepts(value) && problems.length === 0);
        return !valid;
      });
      expect(invalid.map(({ file }) => file)).toContain('mods.yml');
    });

    it('migrates every real file, or says of each thing that a person has to decide', () => {
      const { accepts } = published.at(-1)!;
      const left = real.flatMap(({ file, content }) => {
        const { content: made, check, notes } = migrateAsset(content);
        expect([file, notes]).toEqual([file, []]);
        expect([file, accepts(readText(made).value)]).toEqual([
          file,
          check.valid,
        ]);
        // The lines that are right stay.
        const had = content.split('\n');
        const changed = made.split('\n').filter(line => !had.includes(line));
        expect(changed.length).toBeLessThan(4);
        return check.problems.map(({ pointer, line, fix }) => {
          expect(line).toBeGreaterThan(0);
          expect(fix).toBeTruthy();
          return `${file} ${pointer}`;
        });
      });
      expect(left).toEqual(
        ['libraries', 'tasks', 'categories', 'tags'].map(
          key => `mods.yml /${key}`,
        ),
      );
    });

    it('agrees on real files in which something was changed', () => {
      const values = real.map(({ content }) => readText(content).value);
      fc.assert(
        fc.property(
          fc.constantFrom(...values),
          fc.array(mutation(), { minLength: 1, maxLength: 4 }),
          (value, mutations) => {
            const changed = structuredClone(value) as Record<string, unknown>;
            for (const mutate of mutations) mutate(changed);
            expectAgreement(changed);
          },
        ),
        { numRuns: 2000 },
      );
    });

    it('agrees on files of version 1 in which something was changed', () => {
      fc.assert(
        fc.property(fc.array(mutation(), { maxLength: 4 }), mutations => {
          const changed: Record<string, unknown> = structuredClone(v1);
          for (const mutate of mutations) mutate(changed);
          expectAgreement(changed);
        }),
        { numRuns: 1000 },
      );
    });
  },
);
