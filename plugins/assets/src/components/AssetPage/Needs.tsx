import type { Asset, AssetNeeds } from '@astrolabe/plugin-assets-common';
import {
  Facts,
  formatBytes,
  formatNumber,
  Section,
  useLocale,
} from '@astrolabe/ui';
import { Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';

const uses = ['inference', 'training'] as const;

/** What the author says that it takes to use it. */
export function Needs({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const resources = asset.spec.resources ?? {};
  const given = uses.filter(use => resources[use]);
  const { used } = asset.spec;
  if (given.length === 0 && !used) return null;
  return (
    <Section title={t('overview.needs')}>
      {given.map(use => (
        <div key={use}>
          <Text as="h3" weight="bold">
            {t(`needs.${use}`)}
          </Text>
          <NeedFacts needs={resources[use]!} />
        </div>
      ))}
      {used && (
        <div>
          <Text as="h3" weight="bold">
            {t('needs.used', { runs: String(used.runs) })}
          </Text>
          <NeedFacts needs={used} />
        </div>
      )}
    </Section>
  );
}

function NeedFacts({ needs }: { needs: AssetNeeds }) {
  const t = useTranslate();
  const locale = useLocale();
  const number = (value?: number) =>
    value === undefined ? undefined : formatNumber(value, locale);
  const bytes = (value?: number) =>
    value === undefined ? undefined : formatBytes(value, locale);
  return (
    <Facts
      facts={[
        { name: t('needs.cpu'), value: number(needs.cpuCores) },
        { name: t('needs.memory'), value: bytes(needs.memoryBytes) },
        { name: t('needs.disk'), value: bytes(needs.storageBytes) },
        { name: t('needs.gpu'), value: number(needs.gpuCount) },
        { name: t('needs.gpuMemory'), value: bytes(needs.gpuMemoryBytes) },
        {
          name: t('needs.gpuCapability'),
          value: number(needs.gpuComputeCapability),
        },
      ]}
    />
  );
}
