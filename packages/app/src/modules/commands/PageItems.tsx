import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RiHistoryLine,
  RiKey2Line,
  RiLayoutLine,
  RiLockPasswordLine,
  RiSettings3Line,
} from '@remixicon/react';
import { Command } from 'cmdk';
import { useNavigate } from 'react-router-dom';
import { appTranslationRef } from '../../translation';
import { useNavigation } from '../shell/useNavigation';

/** The places of the navigation. */
export function PageItems(props: { onDone(): void }) {
  const { t } = useTranslationRef(appTranslationRef);
  const navigate = useNavigate();
  const places = useNavigation();
  const pages = [
    ...places.filter(({ isElsewhere }) => !isElsewhere),
    {
      href: '/preferences',
      Icon: RiSettings3Line,
      label: t('user.preferences'),
    },
    {
      href: '/secrets',
      Icon: RiLockPasswordLine,
      label: t('user.secrets'),
    },
    {
      href: '/access-tokens',
      Icon: RiKey2Line,
      label: t('user.accessTokens'),
    },
    { href: '/audit', Icon: RiHistoryLine, label: t('user.audit') },
    { href: '/modules/-/new', Icon: RiLayoutLine, label: t('commands.begin') },
  ];
  return (
    <Command.Group heading={t('commands.pages')}>
      {pages.map(({ href, Icon, label }) => (
        <Command.Item
          key={href}
          value={`page ${href}`}
          keywords={[label]}
          onSelect={() => {
            props.onDone();
            navigate(href);
          }}
        >
          <Icon size={18} aria-hidden="true" />
          {label}
        </Command.Item>
      ))}
    </Command.Group>
  );
}
