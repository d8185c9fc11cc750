import { createApp } from '@backstage/frontend-defaults';
import { commandsModule } from './modules/commands';
import { languageModule } from './modules/language';
import { shellModule } from './modules/shell';
import { signInModule } from './modules/signIn';
import { signalsModule } from './modules/signals';
import { statesModule } from './modules/states';
import { themeModule } from './modules/theme';
import { pagesPlugin } from './pages';

/**
 * The portal in the browser. Rooms are not named here: each frontend plugin
 * among this package's dependencies is found by itself (`app.packages: all`).
 */
export function createPortal() {
  return createApp({
    features: [
      themeModule,
      languageModule,
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
