import {
  fetchApiRef,
  useApiHolder,
  type FetchApi,
} from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

/** Of this page, by whom it asks. */
const known = new WeakMap<FetchApi, Map<string, Promise<string | undefined>>>();

/**
 * What somebody is called, with their name here, which nobody else has. That name
 * alone until the catalogue has answered, and of whom it does not show.
 *
 * @param ref - a user entity ref
 */
export function useDisplayName(ref: string): string {
  const name = ref.slice(ref.lastIndexOf('/') + 1);
  const fetchApi = useApiHolder().get(fetchApiRef);
  const [told, setTold] = useState<{ ref: string; text?: string }>();
  useEffect(() => {
    if (!fetchApi || !ref.startsWith('user:')) return undefined;
    let isGone = false;
    ask(fetchApi, ref).then(text => {
      if (!isGone) setTold({ ref, text });
    });
    return () => {
      isGone = true;
    };
  }, [fetchApi, ref]);
  const text = told?.ref === ref ? told.text : undefined;
  return text && text.toLowerCase() !== name ? `${text} (${name})` : name;
}

function ask(fetchApi: FetchApi, ref: string): Promise<string | undefined> {
  const names = known.get(fetchApi) ?? new Map();
  known.set(fetchApi, names);
  const asked = names.get(ref) ?? displayNameOf(fetchApi, ref);
  names.set(ref, asked);
  return asked;
}

async function displayNameOf(
  { fetch }: FetchApi,
  ref: string,
): Promise<string | undefined> {
  try {
    const response = await fetch('plugin://catalog/entities/by-refs', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        entityRefs: [ref],
        fields: ['spec.profile.displayName'],
      }),
    });
    if (!response.ok) return undefined;
    const { items } = await response.json();
    const name = items[0]?.spec?.profile?.displayName;
    return typeof name === 'string' ? name : undefined;
  } catch {
    // Without it there is the name here.
    return undefined;
  }
}
