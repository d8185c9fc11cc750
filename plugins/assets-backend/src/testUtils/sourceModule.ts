import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  assetSourcesExtensionPoint,
  type AssetSource,
} from '@astrolabe/plugin-assets-node';

/** A backend module that adds sources. */
export function sourceModule(...sources: AssetSource[]) {
  return createBackendModule({
    pluginId: 'assets',
    moduleId: 'test-sources',
    register(reg) {
      reg.registerInit({
        deps: { point: assetSourcesExtensionPoint },
        async init({ point }) {
          sources.forEach(source => point.addSource(source));
        },
      });
    },
  });
}
