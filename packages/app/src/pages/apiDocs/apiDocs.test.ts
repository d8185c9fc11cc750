import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { curlOf } from './curl';
import { operationsOf, type ApiDocument, type Operation } from './openapi';
import { rooms } from './rooms';
import { exampleOf, schemaLines, typeName } from './schemas';

const folder = resolve(__dirname, '../../../../../schemas');
const documents = readdirSync(folder)
  .filter(file => file.endsWith('.openapi.yaml'))
  .map((file): [string, ApiDocument] => [
    file.replace('.openapi.yaml', ''),
    parse(readFileSync(resolve(folder, file), 'utf8')),
  ]);

const document: ApiDocument = {
  info: { title: 'Corals' },
  paths: {},
  components: {
    schemas: {
      Reef: {
        type: 'object',
        required: ['name', 'depth'],
        properties: {
          name: { type: 'string' },
          depth: { type: 'integer' },
          corals: {
            type: 'array',
            items: { $ref: '#/components/schemas/Coral' },
          },
        },
      },
      Coral: {
        type: 'object',
        properties: { hue: { enum: ['red', 'white'] } },
      },
    },
  },
};
const reef = { $ref: '#/components/schemas/Reef' };

const post: Operation = {
  id: 'post',
  method: 'POST',
  path: '/api/reefs',
  summary: '',
  parameters: [{ name: 'idempotency-key', in: 'header', required: true }],
  body: { mediaType: 'application/json', schema: reef },
  answers: [],
};

describe('the API pages', () => {
  it('show every room that has an OpenAPI document', () => {
    expect([...rooms].sort()).toEqual(documents.map(([room]) => room).sort());
  });

  it.each(documents)('can draw every route of %s', (_room, real) => {
    const operations = operationsOf(real);
    expect(operations.length).toBeGreaterThan(0);
    for (const operation of operations) {
      expect(operation.summary, operation.id).not.toBe('');
      expect(operation.answers.length, operation.id).toBeGreaterThan(0);
      for (const parameter of operation.parameters) {
        expect(parameter.name, operation.id).toBeTruthy();
      }
      for (const { body } of operation.answers) {
        if (body) schemaLines(real, body.schema);
      }
      curlOf({ origin: 'http://localhost', document: real, operation });
    }
  });

  it('list the fields of a schema, the inner ones too', () => {
    expect(typeName(document, reef)).toBe('Reef');
    expect(schemaLines(document, reef)).toEqual([
      { path: 'name', type: 'string', required: true },
      { path: 'depth', type: 'integer', required: true },
      { path: 'corals', type: 'Coral[]', required: false },
      { path: 'corals[].hue', type: '"red" | "white"', required: false },
    ]);
  });

  it('make an example of what is required', () => {
    expect(exampleOf(document, reef)).toEqual({ name: '…', depth: 1 });
  });

  it('write a call for the shell, with its headers and its body', () => {
    const curl = curlOf({
      origin: 'http://localhost',
      document,
      operation: post,
    });
    expect(curl).toContain(`curl -X POST 'http://localhost/api/reefs'`);
    expect(curl).toContain('-H "idempotency-key: {idempotency-key}"');
    expect(curl).toContain('"depth": 1');
  });

  it('keep a default that looks like shell code from being shell code', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom("'", '"', '$', '`', '(', ')', ' ', 'a'),
        }),
        text => {
          const curl = curlOf({
            origin: 'http://localhost',
            document,
            operation: {
              ...post,
              body: { mediaType: 'text/plain', schema: { default: text } },
            },
          });
          const words = execFileSync('sh', [
            '-c',
            curl.replace('curl', `printf '%s\\n'`),
          ]).toString();
          expect(words).toContain(`\n-d\n${JSON.stringify(text)}\n`);
        },
      ),
      { numRuns: 25 },
    );
  });
});
