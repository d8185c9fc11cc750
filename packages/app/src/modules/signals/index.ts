import {
  ApiBlueprint,
  createFrontendModule,
  discoveryApiRef,
  identityApiRef,
} from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { LiveSignals } from './LiveSignals';

/** In the place of the stock client, which tells nobody what may have been missed. */
export const signalsModule = createFrontendModule({
  pluginId: 'signals',
  extensions: [
    ApiBlueprint.make({
      params: define =>
        define({
          api: signalApiRef,
          deps: { identity: identityApiRef, discovery: discoveryApiRef },
          factory: deps => new LiveSignals(deps),
        }),
    }),
  ],
});
