import {
  DEFAULT_COMMUNITY,
  describePortal,
  type Portal,
} from '@astrolabe/plugin-communities-common';

/** Where the backend says whose portal this is; index.html fetches it ahead. */
const PORTAL_ADDRESS = '/api/communities/v1/portal';

/** What a browser wears that hears nothing: the page itself will say what is wrong. */
export const plainPortal = describePortal({
  id: DEFAULT_COMMUNITY,
  title: 'Astrolabe',
});

/** Whose portal the browser is at. */
export async function loadPortal(): Promise<Portal> {
  try {
    const response = await fetch(PORTAL_ADDRESS);
    return response.ok ? await response.json() : plainPortal;
  } catch {
    return plainPortal;
  }
}
