import { pageKindOf } from '@astrolabe/plugin-communities-common';
import {
  appTreeApiRef,
  coreExtensionData,
  useApi,
} from '@backstage/frontend-plugin-api';
import { useEffect, useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import { useCommunitiesApi } from '../../hooks/useCommunitiesApi';
import { usePortal } from '../portal';

/** Tells what kind of page is open, where the community wants it counted and the browser does not mind. */
export function PageViewCounter() {
  const { countsPageViews } = usePortal();
  return countsPageViews && !mindsBeingCounted() ? <Counter /> : null;
}

function Counter() {
  const { pathname } = useLocation();
  const { ask } = useCommunitiesApi();
  const tree = useApi(appTreeApiRef);
  const pages = useMemo(
    () =>
      [...tree.getTree().tree.nodes.values()]
        .flatMap(
          ({ instance }) =>
            instance?.getData(coreExtensionData.routePath) ?? [],
        )
        .filter(path => /^\/[a-z-]*$/.test(path)),
    [tree],
  );
  const page = pageKindOf(pathname, pages);
  useEffect(() => {
    // Nobody misses a count: whatever is wrong, the page stays as it is.
    if (page) ask('POST', '/v1/page-views', { page }).catch(() => {});
  }, [ask, page, pathname]);
  return null;
}

/** Do Not Track, and its successor (https://w3c.github.io/gpc). */
function mindsBeingCounted(): boolean {
  const { doNotTrack, globalPrivacyControl } = navigator as Navigator & {
    globalPrivacyControl?: boolean;
  };
  return doNotTrack === '1' || globalPrivacyControl === true;
}
