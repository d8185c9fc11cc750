import {
  reasonCodes,
  workloadStates,
} from '@astrolabe/plugin-workloads-common';
import { describe, expect, it } from 'vitest';
import spanish from './es';
import { workloadsTranslationRef } from './ref';

type Messages = Record<string, string | null>;

/** The reference keeps its messages to itself; this is how the app reads them. */
const english: Messages = (
  workloadsTranslationRef as unknown as { getDefaultMessages(): Messages }
).getDefaultMessages();
const translated: Messages = spanish.messages;

const placeholders = (text: string | null) =>
  [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1]).sort();

describe('the words of the workloads room', () => {
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

  it('name every state and every reason', () => {
    for (const state of workloadStates) {
      expect(english[`state.${state}`]).toBeTruthy();
    }
    for (const code of reasonCodes) {
      expect(english[`reason.${code}`]).toBeTruthy();
    }
  });
});
