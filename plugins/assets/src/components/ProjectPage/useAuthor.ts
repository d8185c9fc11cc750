import {
  licenceIn,
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

/** In this browser, for all who use it: a licence says nothing of a person. */
const LICENCE = 'astrolabe-licence';

/** Who fills in a form, as far as that is known; what cannot be had is typed. */
export function useAuthor() {
  const identity = useApi(identityApiRef);
  const { fetch } = useApi(fetchApiRef);
  return useAsync(async (): Promise<AuthorProfile> => {
    const ask = <T>(path: string) =>
      fetch(`plugin://communities/v1/${path}`).then(
        answer => (answer.ok ? (answer.json() as Promise<T>) : undefined),
        () => undefined,
      );
    const [profile, me, portal] = await Promise.all([
      identity.getProfileInfo(),
      ask<Me>('me'),
      ask<Portal>('portal'),
    ]);
    return {
      name: me?.displayName ?? profile.displayName,
      email: me?.email ?? profile.email,
      orcid: me?.orcid,
      licence: lastLicence() ?? portal?.licence,
    };
  }, [identity, fetch]);
}

/** The next form begins with the licence of this one. */
export function rememberLicence(
  template: ProjectTemplateInfo,
  values: FormValues,
): void {
  const licence = licenceIn(template, values);
  try {
    if (licence) localStorage.setItem(LICENCE, licence);
  } catch {
    // A browser may keep nothing.
  }
}

function lastLicence(): string | undefined {
  try {
    return localStorage.getItem(LICENCE) ?? undefined;
  } catch {
    return undefined;
  }
}
