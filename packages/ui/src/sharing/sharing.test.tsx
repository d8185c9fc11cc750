import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import '../__testUtils__/renderPiece';
import { SharedNote, Shares } from '.';

const texts = {
  about: 'Who finds it.',
  roles: { view: 'See it', use: 'Use it', manage: 'Manage it' },
  end: 'It ends.',
};

/** A catalogue that knows these people, and counts how often it is asked. */
function catalogueOf(names: Record<string, string>) {
  const asked: string[] = [];
  const fetch = async (url: string | URL | Request, init?: RequestInit) => {
    expect(url).toBe('plugin://catalog/entities/by-refs');
    const [ref] = JSON.parse(String(init?.body)).entityRefs;
    asked.push(ref);
    const displayName = names[ref];
    const entity = displayName && { spec: { profile: { displayName } } };
    return Response.json({ items: [entity ?? null] });
  };
  return { asked, apis: [[fetchApiRef, { fetch }]] as const };
}

describe('with whom something is shared', () => {
  it('is said by what people are called, and by their name here where nobody tells', async () => {
    const catalogue = catalogueOf({
      'user:default/max-1a2b': 'Max Planck',
      'user:default/ada': 'Ada',
    });
    const share = (who: string) => ({
      ...{ id: who, subjectRef: `user:default/${who}`, role: 'view' as const },
      createdAt: '2026-11-28T10:00:00.000Z',
      grantedBy: 'user:default/ada',
    });
    const items = ['max-1a2b', 'nia', 'ada'].map(share);
    const thing = {
      list: async () => ({ items, groups: [] }),
      share: async () => {},
      unshare: async () => {},
    };
    const note = {
      ownerRef: 'user:default/max-1a2b',
      shared: { role: 'view' as const },
    };
    renderInTestApp(
      <>
        <Shares thing={thing} name="Corals" texts={texts} />
        <SharedNote thing={note} />
      </>,
      { apis: catalogue.apis },
    );
    expect(
      await screen.findByRole('button', {
        name: 'End the share with Max Planck (max-1a2b)',
      }),
    ).toBeInTheDocument();
    for (const name of ['nia', 'ada']) {
      screen.getByRole('button', { name: `End the share with ${name}` });
    }
    await screen.findByText(/Max Planck \(max-1a2b\) shares this with you/);
    expect(catalogue.asked).toHaveLength(3);
  });
});
