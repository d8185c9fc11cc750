import type { Asset, AssetCitation } from '@astrolabe/plugin-assets-common';
import { ExternalLink, safeHref, Section } from '@astrolabe/ui';
import { Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import styles from './AssetPage.module.css';

/** Works that its authors cite, and the one that stands for it. */
export function Citations({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const { citations = [] } = asset.spec;
  if (citations.length === 0) return null;
  return (
    <Section title={t('harvest.citations')}>
      <ul className={styles.plain}>
        {citations.map((citation, at) => (
          <li key={`${at} ${citation.title}`}>
            <Work citation={citation} />
            {citation.isPreferred && (
              <Text as="p" color="secondary">
                {t('harvest.preferred')}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Work({ citation }: { citation: AssetCitation }) {
  const { title, authors = [], year, doi, url } = citation;
  const href = doi ? `https://doi.org/${doi}` : url;
  const by = [authors.join(', '), year].filter(Boolean).join(', ');
  return (
    <>
      {safeHref(href) ? (
        <ExternalLink href={href!}>{title}</ExternalLink>
      ) : (
        title
      )}
      {by && ` (${by})`}
    </>
  );
}
