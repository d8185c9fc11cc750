import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { AppRootWrapperBlueprint } from '@backstage/plugin-app-react';
import { CommandsProvider } from './CommandsProvider';

export { CommandsButton } from './CommandsButton';

/** The command palette. */
export const commandsModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    AppRootWrapperBlueprint.make({
      name: 'commands',
      params: { component: CommandsProvider },
    }),
  ],
});
