import {
  licenceIn,
  LICENCE_SETTING,
  type AuthorProfile,
  type ProjectTemplateInfo,
} from '@astrolabe/plugin-assets-common';
import type { Me, Portal } from '@astrolabe/plugin-communities-common';
import type { FormValues } from '@astrolabe/plugin-workloads-common';
import {
  fetchApiRef,
  identityApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import useAsync from 'react-use/esm/useAsync';

const LICENCE = `plugin://user-settings/${LICENCE_SETTING}`;

/** Who fills in a form, as far as that is known; what cannot be had is typed. */
export function useAuthor() {
  const identity = useApi(identityApiRef);
  const { fetch } = useApi(fetchApiRef);
  return useAsync(async (): Promise<AuthorProfile> => {
    const ask = <T>(address: string) =>
      fetch(address).then(
        answer => (answer.ok ? (answer.json() as Promise<T>) : undefined),
        () => undefined,
      );
    const [profile, me, portal, last] = await Promise.all([
      identity.getProfileInfo(),
      ask<Me>('plugin://communities/v1/me'),
      ask<Portal>('plugin://communities/v1/portal'),
      ask<{ value?: string }>(LICENCE),
    ]);
    return {
      name: me?.displayName ?? profile.displayName,
      email: me?.email ?? profile.email,
      orcid: me?.orcid,
      licence: last?.value ?? portal?.licence,
    };
  }, [identity, fetch]);
}

/** The next form of the person begins with the licence of this one, wherever they are. */
export function useRememberLicence() {
  const { fetch } = useApi(fetchApiRef);
  return (template: ProjectTemplateInfo, values: FormValues) => {
    const value = licenceIn(template, values);
    if (!value) return;
    fetch(LICENCE, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ value }),
    }).catch(() => {
      // Then it is chosen again.
    });
  };
}
