import type { WorkloadDetail } from '@astrolabe/plugin-workloads-common';
import { Section } from '@astrolabe/ui';
import { useMemo } from 'react';
import { useTranslate } from '../../hooks/useTranslate';
import { endpointRecipes, launchRecipes } from '../../recipes';
import { Columns } from '../shared/Columns';
import { Recipes } from '../shared/Recipes';

/** Launching the same, and calling its endpoints, by program. */
export function ByProgram({ workload }: { workload: WorkloadDetail }) {
  const { id, endpoints, request } = workload;
  const t = useTranslate();
  const launch = useMemo(() => launchRecipes(request), [request]);
  return (
    <Columns>
      <Section title={t('detail.copyLaunch')}>
        <Recipes recipes={launch} />
      </Section>
      {endpoints.map(endpoint => (
        <Section
          key={endpoint.name}
          title={t('detail.copyEndpoint', { endpoint: endpoint.title })}
        >
          <Recipes recipes={endpointRecipes(id, endpoint)} />
        </Section>
      ))}
    </Columns>
  );
}
