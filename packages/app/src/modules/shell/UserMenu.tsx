import { activeOf } from '@astrolabe/plugin-communities-common';
import {
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useTierWords } from '@astrolabe/ui';
import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiUser3Line } from '@remixicon/react';
import { useNavigate } from 'react-router-dom';
import useAsync from 'react-use/esm/useAsync';
import { switchCommunity } from '../../hooks/switchCommunity';
import { useMe } from '../../hooks/useMe';
import { appTranslationRef } from '../../translation';
import styles from './Shell.module.css';

/** Who one is here and in which community, the others, and the way out. */
export function UserMenu() {
  const { t } = useTranslationRef(appTranslationRef);
  const identityApi = useApi(identityApiRef);
  const navigate = useNavigate();
  const profile = useAsync(() => identityApi.getProfileInfo(), [identityApi]);
  const me = useMe();
  const tierWords = useTierWords();

  const name = profile.value?.displayName ?? me.value?.displayName ?? '…';
  const { memberships = [] } = me.value ?? {};
  const active = me.value && activeOf(me.value);
  const label = [
    name,
    active && tierWords(active),
    active && memberships.length > 1 && active.title,
  ]
    .filter(Boolean)
    .join(' · ');
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
        {memberships
          .filter(each => each !== active)
          .map(({ community, title }) => (
            <MenuItem
              key={community}
              onAction={() => switchCommunity(community)}
            >
              {t('user.switchTo', { community: title })}
            </MenuItem>
          ))}
        <MenuItem onAction={() => navigate('/preferences')}>
          {t('user.preferences')}
        </MenuItem>
        <MenuItem onAction={() => navigate('/access')}>
          {t('user.access')}
        </MenuItem>
        <MenuItem onAction={() => navigate('/secrets')}>
          {t('user.secrets')}
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
