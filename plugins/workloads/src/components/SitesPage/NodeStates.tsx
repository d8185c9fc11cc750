import type { SiteNodes } from '@astrolabe/plugin-workloads-common';
import { StatusBadge } from '@astrolabe/ui';
import { Flex } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';

/** How many machines of a site are in which state. */
export function NodeStates({ nodes }: { nodes: SiteNodes }) {
  const t = useTranslate();
  const { ready, closed, down } = nodes;
  return (
    <Flex gap="2" style={{ flexWrap: 'wrap' }} aria-label={t('sites.nodes')}>
      <StatusBadge tone={ready > 0 ? 'good' : 'bad'}>
        {t('sites.nodesReady', { nodes: String(ready) })}
      </StatusBadge>
      {closed > 0 && (
        <StatusBadge tone="busy">
          {t('sites.nodesClosed', { nodes: String(closed) })}
        </StatusBadge>
      )}
      {down > 0 && (
        <StatusBadge tone="bad">
          {t('sites.nodesDown', { nodes: String(down) })}
        </StatusBadge>
      )}
    </Flex>
  );
}
