import type { Language } from '@astrolabe/plugin-communities-common';
import { PageFrame } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Radio, RadioGroup } from '@backstage/ui';
import { useLanguage } from '../../hooks/useLanguage';
import { themeChoices, useTheme, type ThemeChoice } from '../../hooks/useTheme';
import { usePortal } from '../../modules/portal';
import { appTranslationRef } from '../../translation';
import { AboutMe } from './AboutMe';
import { HowISignIn } from './HowISignIn';
import { Notices } from './Notices';

/** How the portal looks and speaks, and what it knows of one. */
export function PreferencesPage() {
  const { t } = useTranslationRef(appTranslationRef);
  const { theme, setTheme } = useTheme();
  const { language, setLanguage } = useLanguage();
  const { languages } = usePortal();
  return (
    <PageFrame
      title={t('preferences.title')}
      subtitle={t('preferences.subtitle')}
    >
      <RadioGroup
        label={t('preferences.theme')}
        description={t('preferences.kept')}
        value={theme}
        onChange={choice => setTheme(choice as ThemeChoice)}
      >
        {themeChoices.map(choice => (
          <Radio key={choice} value={choice}>
            {t(`theme.${choice}`)}
          </Radio>
        ))}
      </RadioGroup>
      <RadioGroup
        label={t('preferences.language')}
        description={t('preferences.kept')}
        value={language}
        onChange={choice => setLanguage(choice as Language)}
      >
        {languages.map(choice => (
          <Radio key={choice} value={choice}>
            {t(`language.${choice}`)}
          </Radio>
        ))}
      </RadioGroup>
      <HowISignIn />
      <Notices />
      <AboutMe />
    </PageFrame>
  );
}
