import {
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiUser3Line } from '@remixicon/react';
import { useNavigate } from 'react-router-dom';
import useAsync from 'react-use/esm/useAsync';
import { useMe } from '../../hooks/useMe';
import { appTranslationRef } from '../../translation';
import styles from './Shell.module.css';

/** Who one is here, and the way out. */
export function UserMenu() {
  const { t } = useTranslationRef(appTranslationRef);
  const identityApi = useApi(identityApiRef);
  const navigate = useNavigate();
  const profile = useAsync(() => identityApi.getProfileInfo(), [identityApi]);
  const me = useMe();

  const name = profile.value?.displayName ?? me.value?.displayName ?? '…';
  const label = me.value ? `${name} · ${t(`tier.${me.value.tier}`)}` : name;
  return (
    <MenuTrigger>
      <Button
        variant="secondary"
        className={styles.user}
        iconStart={<RiUser3Line aria-hidden="true" />}
        aria-label={t('user.menu', { name: label })}
      >
        {label}
      </Button>
      <Menu>
        <MenuItem onAction={() => navigate('/preferences')}>
          {t('user.preferences')}
        </MenuItem>
        <MenuItem onAction={() => navigate('/access-tokens')}>
          {t('user.accessTokens')}
        </MenuItem>
        <MenuItem onAction={() => navigate('/audit')}>
          {t('user.audit')}
        </MenuItem>
        <MenuItem onAction={() => identityApi.signOut()}>
          {t('user.signOut')}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  );
}
