import {
  createFrontendModule,
  ErrorDisplay,
  NotFoundErrorPage,
  Progress,
} from '@backstage/frontend-plugin-api';
import { SwappableComponentBlueprint } from '@backstage/plugin-app-react';
import { BrokenPage } from './BrokenPage';
import { Loading } from './Loading';
import { NotFoundPage } from './NotFoundPage';

// The names are those of the stock components, whose places these take.
const notFound = SwappableComponentBlueprint.make({
  name: 'core-not-found-error-page',
  params: define =>
    define({ component: NotFoundErrorPage, loader: () => NotFoundPage }),
});

const broken = SwappableComponentBlueprint.make({
  name: 'core-error-display',
  params: define =>
    define({ component: ErrorDisplay, loader: () => BrokenPage }),
});

const loading = SwappableComponentBlueprint.make({
  name: 'core-progress',
  params: define => define({ component: Progress, loader: () => Loading }),
});

/** What stands where a page cannot. */
export const statesModule = createFrontendModule({
  pluginId: 'app',
  extensions: [notFound, broken, loading],
});
