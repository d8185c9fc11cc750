import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { FakePortal } from './__testUtils__/fakePortal';
import { closePortal, openPortal } from './__testUtils__/openPortal';
import { startUrl } from './modules/signIn/doorAddress';

afterEach(closePortal);

/** A portal by whose door people come in from an institute. */
function institute(): FakePortal {
  const portal = new FakePortal();
  portal.answers['/api/communities/v1/sign-in/providers'] = {
    body: {
      items: [
        {
          ...{ id: 'institute', title: 'The institute' },
          contact: 'help@example.org',
          looksFor: [{ claim: 'groups', value: '/imagine' }],
        },
      ],
    },
  };
  portal.answers['/api/auth/session/refresh'] = { status: 401, body: {} };
  return portal;
}

const session = {
  profile: { displayName: 'Ada Lovelace' },
  backstageIdentity: {
    token: 'token-ada-1',
    expiresInSeconds: 3600,
    identity: {
      type: 'user',
      userEntityRef: 'user:default/ada',
      ownershipEntityRefs: ['user:default/ada'],
    },
  },
};

describe('the door with a provider', () => {
  it('offers it, in place of development sign-in', async () => {
    await openPortal('/', { portal: institute(), demoSignIn: false });
    expect(
      await screen.findByRole('button', {
        name: 'Sign in with The institute',
      }),
    ).toBeVisible();
    expect(screen.queryByText('Nobody can sign in')).toBeNull();
    expect(screen.queryByRole('button', { name: /Continue as/ })).toBeNull();
  });

  it('stays open for who has a session', async () => {
    const portal = institute();
    portal.answers['/api/auth/session/refresh'] = { body: session };
    await openPortal('/', { portal, demoSignIn: false });
    expect(
      await screen.findByRole('button', { name: /You: Ada Lovelace/ }),
    ).toBeVisible();
  });

  it('ends the session of who signs out', async () => {
    const portal = institute();
    portal.answers['/api/auth/session/refresh'] = { body: session };
    const signOut = '/api/communities/v1/sign-in/sign-out';
    portal.answers[signOut] = { body: {} };
    await openPortal('/', { portal, demoSignIn: false });
    await userEvent.click(
      await screen.findByRole('button', { name: /You: Ada Lovelace/ }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Sign out' }),
    );
    await expect.poll(() => portal.countOf(signOut)).toBe(1);
  });

  it.each([
    ['away', /The institute does not answer/],
    ['denied', /The institute did not let you in/],
    ['expired', /was not finished here/],
    ['failed', /the log says what is wrong/],
    [
      'no-membership',
      /looked for groups = \/imagine in what The institute says of you.*help@example\.org/,
    ],
  ])('says why one came back: %s', async (problem, words) => {
    const query = `sign-in=${problem}&provider=institute`;
    await openPortal(`/workloads?${query}`, {
      portal: institute(),
      demoSignIn: false,
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(words);
  });

  it('leads back to the page that one wanted', () => {
    const page = {
      pathname: '/workloads/a',
      search: '?tab=logs&sign-in=away&provider=institute',
      hash: '#end',
    };
    const url = new URL(
      startUrl({ baseUrl: 'http://portal/api', provider: 'institute', page }),
    );
    expect(url.pathname).toBe('/api/v1/sign-in/institute/start');
    expect(url.searchParams.get('return')).toBe('/workloads/a?tab=logs#end');
    expect(url.searchParams.has('prompt')).toBe(false);
  });
});
