/* eslint-disable no-restricted-syntax -- colours of a community */
import {
  describePortal,
  type Community,
} from '@astrolabe/plugin-communities-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { closePortal, openPortal } from './__testUtils__/openPortal';
import { FakePortal } from './__testUtils__/fakePortal';
import { loadPortal, plainPortal } from './modules/portal';

afterEach(closePortal);

const ocean: Community = {
  id: 'ocean',
  title: 'Ocean Lab',
  description: { en: 'What lives in the sea.', es: 'Lo que vive en el mar.' },
  logo: '<svg/>',
  colours: { light: { accent: '#00696b' } },
  fonts: { text: 'serif', headings: 'slab' },
  home: {
    text: '## Welcome aboard',
    links: [{ title: 'Guide', href: 'https://ocean.example.org/guide' }],
    sections: ['counts'],
  },
  navigation: [
    'home',
    'tools',
    { title: { en: 'Our site' }, href: 'https://ocean.example.org' },
  ],
  languages: ['es'],
  contacts: [{ title: 'Ayuda', href: 'mailto:help@ocean.example.org' }],
  announcements: [{ text: 'Closed on Sunday', tone: 'warning' }],
};

const openOcean = (change: Partial<Community> = {}) => {
  localStorage.setItem('astrolabe.demo-person', 'ada');
  const community = describePortal(
    { ...ocean, ...change },
    { logoAddress: look => `/logo-${look}` },
  );
  return openPortal('/', { community });
};

it('a portal has the name, sign, words and colours of its community', async () => {
  const { container } = await openOcean({ languages: ['en'] });
  await screen.findByRole('heading', { name: 'Welcome aboard' });
  expect(screen.getByText('What lives in the sea.')).toBeVisible();
  expect(screen.getAllByText('Closed on Sunday')[0]).toBeVisible();
  expect(screen.getByRole('link', { name: 'Guide' })).toHaveAttribute(
    'href',
    'https://ocean.example.org/guide',
  );
  const brand = screen.getByRole('link', { name: 'Ocean Lab' });
  expect(brand.querySelector('img')).toHaveAttribute('src', '/logo-light');
  expect(document.title).toContain('Ocean Lab');
  const styles = [...container.ownerDocument.querySelectorAll('style')]
    .map(each => each.textContent)
    .join();
  expect(styles).toContain('--bui-accent-bg: #00696b');
  expect(styles).toContain('Charter');
});

it('its navigation has the pages that the community wants, in its order', async () => {
  await openOcean({ languages: ['en'] });
  const nav = await screen.findByRole('navigation', { name: 'Main' });
  const links = within(nav).getAllByRole('link');
  expect(links.slice(0, 3).map(link => link.textContent)).toEqual([
    'Home',
    'Tools',
    'Our site',
  ]);
  expect(within(nav).queryByRole('link', { name: 'Sites' })).toBeNull();
});

it('its home page has the parts that the community wants', async () => {
  await openOcean({ languages: ['en'] });
  await screen.findByRole('heading', { name: 'What is here' });
  expect(screen.queryByRole('heading', { name: 'Newest modules' })).toBeNull();
});

it('it speaks the languages of its community alone', async () => {
  await openOcean();
  expect(await screen.findByText('Lo que vive en el mar.')).toBeVisible();
  expect(
    screen.getByRole('contentinfo', { name: 'Contactos de Ocean Lab' }),
  ).toHaveTextContent('Ayuda');
});

it('it lets nobody in who has not accepted its terms of use, which is asked once', async () => {
  const record: { acceptedAt?: string } = {};
  const portal = new FakePortal();
  portal.answers['/api/communities/v1/terms'] = () => ({
    body: { community: 'ocean', version: '2', ...record },
  });
  localStorage.setItem('astrolabe.demo-person', 'ada');
  const terms = { version: '2', text: 'Harm no **whales**.' };
  const community = describePortal({ ...ocean, languages: ['en'], terms });
  await openPortal('/', { community, portal });
  expect(await screen.findByText('whales')).toBeVisible();
  expect(screen.queryByRole('heading', { name: 'Welcome aboard' })).toBeNull();

  record.acceptedAt = '2026-11-28T08:00:00.000Z';
  await userEvent.click(screen.getByRole('button', { name: 'I accept' }));
  expect(
    await screen.findByRole('heading', { name: 'Welcome aboard' }),
  ).toBeVisible();
  expect(portal.countOf('/api/communities/v1/terms')).toBe(2);
});

it('it wears the plain look where the backend does not say whose it is', async () => {
  const portal = new FakePortal().install();
  portal.answers['/api/communities/v1/portal'] = { status: 503, body: {} };
  expect(await loadPortal()).toBe(plainPortal);
});
