import {
  coreExtensionData,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import appPlugin from '@backstage/plugin-app';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { NavContent } from './NavContent';
import { Shell } from './Shell';

const layout = appPlugin.getExtension('app/layout').override({
  factory: (_original, { inputs }) => [
    coreExtensionData.reactElement(
      <Shell nav={inputs.nav.get(coreExtensionData.reactElement)}>
        {inputs.content.get(coreExtensionData.reactElement)}
      </Shell>,
    ),
  ],
});

/** What is around every page. */
export const shellModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    layout,
    NavContentBlueprint.make({ params: { component: NavContent } }),
  ],
});
