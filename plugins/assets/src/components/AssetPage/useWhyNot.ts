import type { Asset } from '@astrolabe/plugin-assets-common';
import {
  activeOf,
  denialOf,
  type Me,
} from '@astrolabe/plugin-communities-common';
import { workloadCreatePermission } from '@astrolabe/plugin-workloads-common';
import { useTierWords } from '@astrolabe/ui';
import { useTranslate } from '../../hooks/useTranslate';

/** Why one cannot launch it, in words; undefined where one can. */
export function useWhyNot(
  asset: Asset,
  me: Me | undefined,
): string | undefined {
  const t = useTranslate();
  const tierWords = useTierWords();
  if (!asset.launchable) {
    const { trust } = asset;
    if (trust?.state === 'awaited') return t('deploy.untrusted');
    if (trust?.state === 'unready') return t('deploy.unready');
    const hasErrors = asset.spec.manifest !== undefined || !asset.valid;
    return t(hasErrors ? 'deploy.brokenManifest' : 'deploy.noManifest');
  }
  const denial = me && denialOf(me, workloadCreatePermission.name);
  if (!denial) return undefined;
  const active = activeOf(me);
  const { needed } = denial;
  const tier = tierWords(active);
  if (!needed) return t('deploy.deniedToAll', { tier });
  if (needed.community === active.community) {
    return t('deploy.denied', { tier, needed: tierWords(needed) });
  }
  const elsewhere = me.memberships.find(
    each => each.community === needed.community,
  );
  return t('deploy.deniedHere', {
    tier,
    community: elsewhere?.title ?? needed.community,
  });
}
