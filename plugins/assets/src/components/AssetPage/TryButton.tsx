import type { Asset } from '@astrolabe/plugin-assets-common';
import {
  lifetimes,
  variantsOf,
  type Manifest,
} from '@astrolabe/plugin-workloads-common';
import { newIdempotencyKey } from '@astrolabe/ui';
import { Button } from '@backstage/ui';
import { RiPlayLine } from '@remixicon/react';
import { useNavigate } from 'react-router-dom';
import { useMe } from '../../hooks/useMe';
import { useTranslate } from '../../hooks/useTranslate';
import { tryPath } from '../../routes';
import { useWhyNot } from './useWhyNot';

/** Starts a trial with one press, where the asset offers one. */
export function TryButton({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const whyNot = useWhyNot(asset, useMe());
  const navigate = useNavigate();
  if (whyNot || !canBeTried(asset)) return null;
  return (
    <Button
      variant="secondary"
      iconStart={<RiPlayLine aria-hidden="true" />}
      onPress={() =>
        navigate(tryPath(asset.entityRef), {
          state: { trialKey: newIdempotencyKey() },
        })
      }
    >
      {t('deploy.try')}
    </Button>
  );
}

function canBeTried({ spec: { manifest } }: Asset): boolean {
  if (typeof manifest !== 'object') return false;
  return variantsOf(manifest as unknown as Manifest).some(
    ({ kind }) => lifetimes[kind].isOneClick,
  );
}
