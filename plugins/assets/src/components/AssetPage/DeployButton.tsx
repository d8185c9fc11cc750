import type { Asset } from '@astrolabe/plugin-assets-common';
import {
  activeOf,
  denialOf,
  isBuiltInTier,
  type Me,
} from '@astrolabe/plugin-communities-common';
import { workloadCreatePermission } from '@astrolabe/plugin-workloads-common';
import { askForAccessPath } from '@astrolabe/ui';
import { Button, ButtonLink, Link, Text } from '@backstage/ui';
import { RiRocketLine } from '@remixicon/react';
import { useId } from 'react';
import { useMe } from '../../hooks/useMe';
import { useTranslate, type Translate } from '../../hooks/useTranslate';
import { deployPath } from '../../routes';
import styles from './AssetPage.module.css';

/** The way to the launch form; where there is none, why. */
export function DeployButton({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const me = useMe();
  const reasonId = useId();
  const icon = <RiRocketLine aria-hidden="true" />;
  const reason = whyNot({ asset, me, t });
  const request =
    asset.launchable && me
      ? denialOf(me, workloadCreatePermission.name)?.request
      : undefined;
  if (!reason) {
    return (
      <ButtonLink
        variant="primary"
        iconStart={icon}
        href={deployPath(asset.entityRef)}
      >
        {t('deploy.button')}
      </ButtonLink>
    );
  }
  return (
    <div className={styles.deploy}>
      <Button
        variant="primary"
        iconStart={icon}
        isDisabled
        aria-describedby={reasonId}
      >
        {t('deploy.button')}
      </Button>
      <Text id={reasonId} variant="body-small" color="secondary">
        {reason}
      </Text>
      {request && (
        <Link href={askForAccessPath(request)}>{t('deploy.ask')}</Link>
      )}
    </div>
  );
}

/** Why one cannot launch it, in words; undefined where one can. */
export function whyNot(facts: { asset: Asset; me?: Me; t: Translate }) {
  const { asset, me, t } = facts;
  if (!asset.launchable) {
    const hasErrors = asset.spec.manifest !== undefined || !asset.valid;
    return t(hasErrors ? 'deploy.brokenManifest' : 'deploy.noManifest');
  }
  const denial = me && denialOf(me, workloadCreatePermission.name);
  if (!denial) return undefined;
  const words = (tier: string) =>
    isBuiltInTier(tier) ? t(`tier.${tier}`) : tier;
  const { tier, tierTitle, community } = activeOf(me);
  const { needed } = denial;
  const own = isBuiltInTier(tier) ? words(tier) : tierTitle;
  if (!needed) return t('deploy.deniedToAll', { tier: own });
  if (needed.community === community) {
    return t('deploy.denied', { tier: own, needed: words(needed.tier) });
  }
  const elsewhere = me.memberships.find(
    each => each.community === needed.community,
  );
  return t('deploy.deniedHere', {
    tier: own,
    community: elsewhere?.title ?? needed.community,
  });
}
