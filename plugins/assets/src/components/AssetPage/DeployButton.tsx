import type { Asset } from '@astrolabe/plugin-assets-common';
import { denialOf } from '@astrolabe/plugin-communities-common';
import { workloadCreatePermission } from '@astrolabe/plugin-workloads-common';
import { AskForAccess } from '@astrolabe/ui';
import { Button, ButtonLink, Text } from '@backstage/ui';
import { RiRocketLine } from '@remixicon/react';
import { useId } from 'react';
import { useMe } from '../../hooks/useMe';
import { useTranslate } from '../../hooks/useTranslate';
import { deployPath } from '../../routes';
import styles from './AssetPage.module.css';
import { useWhyNot } from './useWhyNot';

/** The way to the launch form; where there is none, why. */
export function DeployButton({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const me = useMe();
  const reasonId = useId();
  const icon = <RiRocketLine aria-hidden="true" />;
  const reason = useWhyNot(asset, me);
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
      <AskForAccess request={request} />
    </div>
  );
}
