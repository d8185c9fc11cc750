import type { Portal } from '@astrolabe/plugin-communities-common';
import { createApp } from '@backstage/frontend-defaults';
import { commandsModule } from './modules/commands';
import { createLanguageModule } from './modules/language';
import { createPortalModule } from './modules/portal';
import { shellModule } from './modules/shell';
import { signInModule } from './modules/signIn';
import { signalsModule } from './modules/signals';
import { statesModule } from './modules/states';
import { themeModule } from './modules/theme';
import { pagesPlugin } from './pages';

/**
 * The portal of a community in the browser. Rooms are not named here: each frontend plugin
 * among this package's dependencies is found by itself (`app.packages: all`).
 */
export function createPortal(portal: Portal) {
  return createApp({
    features: [
      themeModule,
      createPortalModule(portal),
      createLanguageModule(portal),
      statesModule,
      signInModule,
      signalsModule,
      shellModule,
      commandsModule,
      pagesPlugin,
    ],
    advanced: { loadingElement: null },
  });
}
