import { fetchApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

interface TitledEntity {
  metadata: { title?: string };
}

/**
 * What people call the assets that workloads come from, by their refs: asked of
 * the catalogue in one request. Those that it does not know, or not yet, are not
 * in the answer: a name has to do then.
 */
export function useAssetTitles(
  entityRefs: string[],
): Record<string, string | undefined> {
  const { fetch } = useApi(fetchApiRef);
  const [titles, setTitles] = useState<Record<string, string | undefined>>({});
  // Compared by what it says, since it is made anew on every render.
  const asked = JSON.stringify([...new Set(entityRefs)].sort());

  useEffect(() => {
    let isGone = false;
    const refs: string[] = JSON.parse(asked);
    const ask = async () => {
      const response = await fetch('plugin://catalog/entities/by-refs', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ entityRefs: refs, fields: ['metadata.title'] }),
      });
      if (!response.ok || isGone) return;
      const { items } = (await response.json()) as {
        items: (TitledEntity | null)[];
      };
      setTitles(
        Object.fromEntries(
          refs.map((ref, index) => [ref, items[index]?.metadata.title]),
        ),
      );
    };
    // Without the catalogue the names stay.
    if (refs.length > 0) ask().catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [fetch, asked]);

  return titles;
}
