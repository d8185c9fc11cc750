import type { Asset, AssetBuild } from '@astrolabe/plugin-assets-common';
import { ExternalLink, StatusBadge } from '@astrolabe/ui';
import { Badge } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { AssetBadges } from '../shared/AssetBadges';
import styles from '../shared/shared.module.css';

const buildTones = { passed: 'good', failed: 'bad', running: 'busy' } as const;

/** What one wants to know at first sight, beyond what lists show. */
export function DetailBadges({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const { build } = asset;
  const { doi, lifecycle, links } = asset.spec;
  const warnings = asset.problems.filter(p => p.severity === 'warning').length;
  return (
    <div className={styles.badges}>
      <AssetBadges asset={asset} />
      {lifecycle && <Badge>{t(`lifecycle.${lifecycle}`)}</Badge>}
      {asset.valid && warnings > 0 && (
        <StatusBadge tone="neutral">
          {t('badge.warnings', { count: warnings })}
        </StatusBadge>
      )}
      {doi && (
        <ExternalLink href={`https://doi.org/${encodeURI(doi)}`}>
          {t('badge.doi', { doi })}
        </ExternalLink>
      )}
      {build && <Build build={build} />}
      {links?.build && !build && (
        <ExternalLink href={links.build}>{t('badge.build')}</ExternalLink>
      )}
    </div>
  );
}

/** How the forge says that its newest build went, and the way to it. */
function Build({ build }: { build: AssetBuild }) {
  const t = useTranslate();
  const badge = (
    <StatusBadge tone={buildTones[build.state]}>
      {t(`build.${build.state}`)}
    </StatusBadge>
  );
  return build.url ? (
    <ExternalLink href={build.url}>{badge}</ExternalLink>
  ) : (
    badge
  );
}
