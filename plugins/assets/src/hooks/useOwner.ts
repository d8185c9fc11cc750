import { fetchApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { parseOwnerRef } from '../routes';

/** A group or user, as the catalogue has it. */
export interface Owner {
  title: string;
  description?: string;
}

interface OwnerEntity {
  metadata: { name: string; title?: string; description?: string };
  spec?: { profile?: { displayName?: string } };
}

/**
 * Who owns something. Until the catalogue has answered, and where it knows
 * nobody of that name, the name in the ref is all that there is to say.
 */
export function useOwner(entityRef: string): Owner {
  const { fetch } = useApi(fetchApiRef);
  const [owner, setOwner] = useState<Owner>();
  const named = parseOwnerRef(entityRef);

  useEffect(() => {
    let isGone = false;
    setOwner(undefined);
    const ref = parseOwnerRef(entityRef);
    if (!ref) return undefined;
    const path = [ref.kind, ref.namespace, ref.name]
      .map(encodeURIComponent)
      .join('/');
    fetch(`plugin://catalog/entities/by-name/${path}`)
      .then(response => (response.ok ? response.json() : undefined))
      .catch(() => undefined)
      .then(
        (entity?: OwnerEntity) =>
          !isGone && entity?.metadata && setOwner(ownerOf(entity)),
      );
    return () => {
      isGone = true;
    };
  }, [fetch, entityRef]);

  return owner ?? { title: named?.name ?? entityRef };
}

function ownerOf({ metadata, spec }: OwnerEntity): Owner {
  return {
    title: spec?.profile?.displayName ?? metadata.title ?? metadata.name,
    description: metadata.description,
  };
}
