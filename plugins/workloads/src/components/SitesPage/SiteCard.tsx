import {
  gpuLinesOf,
  type SiteCapacity,
} from '@astrolabe/plugin-workloads-common';
import { formatBytes, formatNumber, Section, useLocale } from '@astrolabe/ui';
import { Flex, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { siteName } from '../shared/resources';
import { siteAnchor } from './SiteMap';
import { Free } from './Free';
import { NodeStates } from './NodeStates';

/** A site: its machines, what is free of each resource, and its GPUs by model. */
export function SiteCard({ site }: { site: SiteCapacity }) {
  const t = useTranslate();
  const locale = useLocale();
  const number = (value: number) => formatNumber(value, locale);
  const bytes = (value: number) => formatBytes(value, locale);
  const { free, total } = site;
  const gpus = gpuLinesOf(site);
  return (
    <Section id={siteAnchor(site.siteId)} title={siteName(site.title, t)}>
      {site.nodes && <NodeStates nodes={site.nodes} />}
      <Flex direction="column" gap="3">
        <Free
          name={t('resources.cpu')}
          free={free.cpuCores}
          total={total.cpuCores}
          say={number}
        />
        <Free
          name={t('resources.memory')}
          free={free.memoryBytes}
          total={total.memoryBytes}
          say={bytes}
        />
        <Free
          name={t('resources.disk')}
          free={free.diskBytes}
          total={total.diskBytes}
          say={bytes}
        />
      </Flex>
      {gpus.length === 0 ? (
        <Text color="secondary">{t('sites.noGpus')}</Text>
      ) : (
        gpus.map(({ model = t('resources.gpu'), free: left, eligible }) => (
          <Free
            key={model}
            name={model}
            free={left}
            total={eligible}
            say={number}
          />
        ))
      )}
      <Text variant="body-small" color="secondary">
        {`${t('sites.engine')}: ${site.engine} · ${t('sites.id')}: ${
          site.siteId
        }`}
      </Text>
    </Section>
  );
}
