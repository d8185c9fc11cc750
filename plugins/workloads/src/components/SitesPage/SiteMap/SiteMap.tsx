import type {
  SiteCapacity,
  SitePlace,
} from '@astrolabe/plugin-workloads-common';
import { LoadingState, Section } from '@astrolabe/ui';
import { Text } from '@backstage/ui';
import { lazy, Suspense } from 'react';
import { useTranslate } from '../../../hooks/useTranslate';

// Coastlines are large, and not every portal has been told where its sites are.
const Drawing = lazy(() => import('./Drawing'));

/** A site that has a place. */
export type PlacedSite = SiteCapacity & { place: SitePlace };

/** Id of a site's part of the page. */
export function siteAnchor(siteId: string): string {
  return `site-${encodeURIComponent(siteId)}`;
}

/** Where the sites are on earth; nothing, where nobody has said so. */
export function SiteMap({ sites }: { sites: SiteCapacity[] }) {
  const t = useTranslate();
  const placed = sites.filter((site): site is PlacedSite =>
    Boolean(site.place),
  );
  if (placed.length === 0) return null;
  return (
    <Section title={t('sites.map.title')}>
      <Suspense fallback={<LoadingState label={t('sites.map.loading')} />}>
        <Drawing sites={placed} />
      </Suspense>
      <Text variant="body-small" color="secondary">
        {t('sites.map.hint')}
      </Text>
    </Section>
  );
}
