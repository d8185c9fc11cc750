import type { AssetSummary } from '@astrolabe/plugin-assets-common';
import { StatusBadge } from '@astrolabe/ui';
import { Badge } from '@backstage/ui';
import {
  RiGlobalLine,
  RiLockLine,
  RiPriceTag3Line,
  RiScalesLine,
} from '@remixicon/react';
import { useTranslate } from '../../hooks/useTranslate';
import styles from './shared.module.css';
import { shownVersion } from './shownVersion';

/** Whose it is if not ours, licence, version, and whether its file has errors, as lists show them. */
export function AssetBadges({ asset }: { asset: AssetSummary }) {
  const t = useTranslate();
  return (
    <ul className={styles.badges} aria-label={t('badge.label')}>
      {!asset.valid && (
        <li>
          <StatusBadge tone="bad">{t('badge.invalid')}</StatusBadge>
        </li>
      )}
      {asset.catalogue && (
        <li>
          <Badge icon={<RiGlobalLine aria-hidden />}>
            <Hidden text={t('badge.catalogue')} /> {asset.catalogue}
          </Badge>
        </li>
      )}
      {asset.gated && (
        <li>
          <Badge icon={<RiLockLine aria-hidden />}>
            {t(`badge.gates.${asset.gated}`)}
          </Badge>
        </li>
      )}
      {asset.license && (
        <li>
          <Badge icon={<RiScalesLine aria-hidden />}>
            <Hidden text={t('badge.license')} /> {asset.license}
          </Badge>
        </li>
      )}
      {asset.version && (
        <li title={asset.version}>
          <Badge icon={<RiPriceTag3Line aria-hidden />}>
            <Hidden text={t('badge.version')} /> {shownVersion(asset.version)}
          </Badge>
        </li>
      )}
    </ul>
  );
}

/** What the icon says, for who does not see it. */
function Hidden({ text }: { text: string }) {
  return <span className={styles.hidden}>{text}</span>;
}
