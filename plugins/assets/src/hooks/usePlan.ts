import {
  WorkloadsClient,
  type LaunchPlan,
} from '@astrolabe/plugin-workloads-common';
import { fetchApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

/**
 * Where something would run as its form stands. Undefined while that is not known,
 * and where it cannot be had, such as by who may not launch: the form says why.
 */
export function usePlan(entityRef: string): LaunchPlan | undefined {
  const { fetch } = useApi(fetchApiRef);
  const [plan, setPlan] = useState<LaunchPlan>();

  useEffect(() => {
    let isGone = false;
    const workloads = new WorkloadsClient({
      baseUrl: 'plugin://workloads',
      fetch,
    });
    setPlan(undefined);
    workloads.plan({ entityRef, values: {} }).then(
      answer => !isGone && setPlan(answer),
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [fetch, entityRef]);

  return plan;
}
