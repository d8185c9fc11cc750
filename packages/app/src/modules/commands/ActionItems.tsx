import {
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Command } from 'cmdk';
import { useLanguage } from '../../hooks/useLanguage';
import { themeChoices, useTheme } from '../../hooks/useTheme';
import { appTranslationRef } from '../../translation';
import { usePortal } from '../portal';

/** What one can do from everywhere. */
export function ActionItems(props: { onDone(): void }) {
  const { t } = useTranslationRef(appTranslationRef);
  const identityApi = useApi(identityApiRef);
  const { setTheme } = useTheme();
  const { setLanguage } = useLanguage();
  const { languages } = usePortal();
  const actions = [
    ...themeChoices.map(choice => ({
      id: `theme ${choice}`,
      label: t('commands.theme', { name: t(`theme.${choice}`) }),
      act: () => setTheme(choice),
    })),
    ...languages.map(language => ({
      id: `language ${language}`,
      label: t('commands.language', { name: t(`language.${language}`) }),
      act: () => setLanguage(language),
    })),
    {
      id: 'sign out',
      label: t('user.signOut'),
      act: () => identityApi.signOut(),
    },
  ];
  return (
    <Command.Group heading={t('commands.actions')}>
      {actions.map(({ id, label, act }) => (
        <Command.Item
          key={id}
          value={id}
          keywords={[label]}
          onSelect={() => {
            props.onDone();
            act();
          }}
        >
          {label}
        </Command.Item>
      ))}
    </Command.Group>
  );
}
