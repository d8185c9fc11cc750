import { describe, expect, it } from 'vitest';
import spanish from './es';
import { accountsTranslationRef } from './ref';

type Messages = Record<string, string | null>;

/** The reference keeps its messages to itself; this is how the app reads them. */
const english: Messages = (
  accountsTranslationRef as unknown as { getDefaultMessages(): Messages }
).getDefaultMessages();
const translated: Messages = spanish.messages;

const placeholders = (text: string | null) =>
  [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1]).sort();

describe('the words of the accounts room', () => {
  it('are all there in Spanish, with places for the same values', () => {
    expect(Object.keys(translated).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(english)) {
      expect([key, placeholders(translated[key])]).toEqual([
        key,
        placeholders(text),
      ]);
    }
  });
});
