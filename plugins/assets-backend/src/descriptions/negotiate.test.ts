import { expect, it } from 'vitest';
import { negotiate } from './negotiate';

const JSON_LD = 'application/ld+json';

it.each([
  [undefined, undefined],
  ['*/*', undefined],
  ['application/json', undefined],
  ['text/html', undefined],
  ['text/turtle', 'mldcat-ap-3 turtle'],
  ['text/turtle;charset=utf-8', 'mldcat-ap-3 turtle'],
  [`${JSON_LD};profile="https://schema.org"`, 'schema-org json-ld'],
  [`${JSON_LD};profile="urn:x schema-org"`, 'schema-org json-ld'],
  [`${JSON_LD};profile="urn:not-ours"`, 'mldcat-ap-3 json-ld'],
])('"%s" asks for %s', (accept, wanted) => {
  const found = negotiate(accept, 'module');
  expect(found && `${found.profile} ${found.format}`).toBe(wanted);
});

it('a standard is wanted as much as is said of it, and not of another', () => {
  const accept = `${JSON_LD};profile=schema-org;q=0.1, ${JSON_LD};profile=codemeta;q=0.9`;
  expect(negotiate(accept, 'module')?.profile).toBe('codemeta');
});

it('a standard that is wanted as JSON-LD is not meant for Turtle', () => {
  const accept = `text/turtle, ${JSON_LD};profile=schema-org;q=0.5`;
  expect(negotiate(accept, 'module')).toEqual({
    profile: 'mldcat-ap-3',
    format: 'turtle',
  });
});
