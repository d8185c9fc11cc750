import {
  assetFacets,
  assetKinds,
  assetSorts,
  vocabulary,
} from '@astrolabe/plugin-assets-common';
import { describe, expect, it } from 'vitest';
import spanish from './es';
import { assetsTranslationRef } from './ref';

type Messages = Record<string, string | null>;

/** The reference keeps its messages to itself; this is how the app reads them. */
const english: Messages = (
  assetsTranslationRef as unknown as { getDefaultMessages(): Messages }
).getDefaultMessages();
const translated: Messages = spanish.messages;

const placeholders = (text: string | null) =>
  [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1]).sort();

describe('the words of the assets room', () => {
  it('are all there in Spanish', () => {
    expect(Object.keys(translated).sort()).toEqual(Object.keys(english).sort());
  });

  it('keep their places for values in Spanish', () => {
    for (const [key, text] of Object.entries(english)) {
      expect([key, placeholders(translated[key])]).toEqual([
        key,
        placeholders(text),
      ]);
    }
  });

  it('name every kind, facet and order, and every agreed word but the names of libraries', () => {
    const keys = [
      ...assetKinds.map(({ id }) => `kind.${id}.title`),
      ...assetFacets.map(facet => `facet.${facet}`),
      ...assetSorts.map(sort => `sort.${sort}`),
      ...[
        ...vocabulary.tasks,
        ...vocabulary.categories,
        ...vocabulary.dataTypes,
      ].map(word => `term.${word}`),
    ];
    for (const key of keys)
      expect([key, english[key]]).toEqual([key, expect.any(String)]);
  });
});
