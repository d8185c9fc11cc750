import type { Portal } from '@astrolabe/plugin-communities-common';
import { formTranslations } from '@astrolabe/form';
import { uiTranslations } from '@astrolabe/ui';
import { accountsTranslations } from '@astrolabe/plugin-accounts';
import { assetsTranslations } from '@astrolabe/plugin-assets';
import { storageTranslations } from '@astrolabe/plugin-storage';
import { workloadsTranslations } from '@astrolabe/plugin-workloads';
import {
  AppRootElementBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import appPlugin from '@backstage/plugin-app';
import {
  AppRootWrapperBlueprint,
  TranslationBlueprint,
} from '@backstage/plugin-app-react';
import { appTranslations } from '../../translation';
import { LanguageAttribute } from './LanguageAttribute';
import { preferredLanguage } from './languages';
import { LocaleProvider } from './LocaleProvider';

const resources = {
  app: appTranslations,
  form: formTranslations,
  ui: uiTranslations,
  accounts: accountsTranslations,
  assets: assetsTranslations,
  storage: storageTranslations,
  workloads: workloadsTranslations,
};

const appLanguage = ({ languages }: Portal) =>
  appPlugin.getExtension('api:app/app-language').override({
    factory: original =>
      original({
        config: {
          availableLanguages: languages,
          defaultLanguage: preferredLanguage(navigator.languages, languages),
        },
      }),
  });

/** What the portal speaks. */
export const createLanguageModule = (portal: Portal) =>
  createFrontendModule({
    pluginId: 'app',
    extensions: [
      appLanguage(portal),
      AppRootElementBlueprint.make({
        name: 'language-attribute',
        params: { element: <LanguageAttribute /> },
      }),
      AppRootWrapperBlueprint.make({
        name: 'locale',
        params: { component: LocaleProvider },
      }),
      ...Object.entries(resources).map(([name, resource]) =>
        TranslationBlueprint.make({ name, params: { resource } }),
      ),
    ],
  });
