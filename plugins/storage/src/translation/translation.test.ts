import { describe, expect, it } from 'vitest';
import spanish from './es';
import { storageTranslationRef } from './ref';

type Messages = Record<string, string | null>;

/** The reference keeps its messages to itself; this is how the app reads them. */
const english: Messages = (
  storageTranslationRef as unknown as { getDefaultMessages(): Messages }
).getDefaultMessages();
const translated: Messages = spanish.messages;

const placeholders = (text: string | null) =>
  [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1]).sort();

describe('the words of the storage room', () => {
  it('are all there in Spanish, with their places for values', () => {
    expect(Object.keys(translated).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(english)) {
      expect([key, placeholders(translated[key])]).toEqual([
        ...[key, placeholders(text)],
      ]);
    }
  });
});
