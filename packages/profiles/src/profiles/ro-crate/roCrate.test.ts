import { expect, it } from 'vitest';
import { roCrate } from '.';
import { gapsIn } from '../..';
import { documentOf } from '../../describe';
import type { JsonObject } from '../../mapping';
import { assetOf, bareAssets, everything, subject } from '../../__testUtils__';

function crate(asset: ReturnType<typeof assetOf>): Map<string, JsonObject> {
  const things = documentOf(roCrate, subject(asset))['@graph'] as JsonObject[];
  return new Map(things.map(thing => [String(thing['@id']), thing]));
}

it('a crate that has to say when, and under which licence, tells that nobody said so', () => {
  const [bare] = bareAssets;
  expect(gapsIn(roCrate, subject(bare))).toEqual(
    expect.arrayContaining(['createdAt', 'license']),
  );
  const things = crate(bare);
  const { id, madeAt } = subject(bare);
  expect(things.get('./')).toMatchObject({
    datePublished: madeAt,
    license: 'unknown',
  });
  // Of the asset itself nothing is made up.
  expect(things.get(id)).not.toHaveProperty('datePublished');
  expect(things.get(id)).not.toHaveProperty('license');
});

it('a crate of an asset says when that was made, or else was changed', () => {
  const asset = assetOf('module', 'x', everything);
  expect(gapsIn(roCrate, subject(asset))).toEqual([]);
  expect(crate(asset).get('./')?.datePublished).toBe('2025-01-31');
  const { createdAt: _, ...spec } = everything;
  const changed = assetOf('module', 'x', spec);
  expect(crate(changed).get('./')?.datePublished).toBe('2026-02-01T10:00:00Z');
});

it('what is a dataset and a publication at one address is both', () => {
  const address = 'https://doi.org/10.1234/x';
  const links = { dataset: address, citation: address };
  const asset = assetOf('dataset', 'x', { ...everything, links });
  expect(crate(asset).get(address)).toEqual({
    '@id': address,
    '@type': ['Dataset', 'CreativeWork'],
    url: address,
  });
  expect(crate(asset).get('./')?.hasPart).toContainEqual({ '@id': address });
});
