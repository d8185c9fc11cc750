import {
  builtInLimits,
  permissionsOf,
} from '@astrolabe/plugin-communities-common';
import { workloadsTranslationRef } from '@astrolabe/plugin-workloads';
import { describe, expect, it } from 'vitest';
import es from './es';
import { isWorded } from './permissions';
import { appTranslationRef } from './ref';

/** The way in which the English messages are kept inside a ref. */
const messagesOf = (ref: unknown) =>
  (
    ref as { getDefaultMessages(): Record<string, string> }
  ).getDefaultMessages();

const english = messagesOf(appTranslationRef);

function gaps(text: string): string[] {
  return (text.match(/{{\w+}}/g) ?? []).sort();
}

describe('the quotas that come with the portal', () => {
  it('have their titles in each language', () => {
    const words = messagesOf(workloadsTranslationRef);
    for (const { id, title } of builtInLimits.quotas) {
      expect([id, words[`quota.builtIn.${id}`]]).toEqual([id, title]);
    }
  });
});

describe('the Spanish of the frame', () => {
  it('says everything that the English says, with the same gaps', () => {
    expect(Object.keys(es.messages).sort()).toEqual(
      Object.keys(english).sort(),
    );
    for (const [key, text] of Object.entries(english)) {
      const translated = es.messages[key as keyof typeof es.messages] ?? '';
      expect(gaps(translated), key).toEqual(gaps(text));
    }
  });

  it('has words for every permission that a tier gives', () => {
    for (const name of permissionsOf('operator')) {
      expect([name, isWorded(name)]).toEqual([name, true]);
    }
  });
});
