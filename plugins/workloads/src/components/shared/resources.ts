import { assetKinds, parseAssetRef } from '@astrolabe/plugin-assets-common';
import type {
  SiteCapacity,
  WorkloadLifetime,
  WorkloadResources,
} from '@astrolabe/plugin-workloads-common';
import { formatBytes, formatDuration } from '@astrolabe/ui';
import type { Translate } from '../../hooks/useTranslate';

/** Resources in one short line. */
export function resourcesText(
  { cpuCores, memoryBytes, gpu }: WorkloadResources,
  t: Translate,
): string {
  const cpu = String(cpuCores);
  const memory = formatBytes(memoryBytes);
  return gpu?.count
    ? t('resources.shortGpu', { cpu, memory, gpu: String(gpu.count) })
    : t('resources.short', { cpu, memory });
}

/** Resources one by one. */
export function resourceFacts(
  { cpuCores, memoryBytes, diskBytes, gpu }: WorkloadResources,
  t: Translate,
): { name: string; value: string }[] {
  const gpus = gpu?.count
    ? [String(gpu.count), gpu.model].filter(Boolean).join(' × ')
    : t('resources.noGpu');
  return [
    { name: t('resources.cpu'), value: String(cpuCores) },
    { name: t('resources.memory'), value: formatBytes(memoryBytes) },
    { name: t('resources.disk'), value: formatBytes(diskBytes) },
    { name: t('resources.gpu'), value: gpus },
  ];
}

/** What is free at a site, of what there is. */
export function freeText({ free, total }: SiteCapacity, t: Translate): string {
  const of = (one: string, all: string) =>
    t('plan.ofTotal', { free: one, total: all });
  const amounts = {
    cpu: of(cores(free.cpuCores), cores(total.cpuCores)),
    memory: of(formatBytes(free.memoryBytes), formatBytes(total.memoryBytes)),
  };
  const gpus = total.gpu?.count;
  if (!gpus) return t('plan.free', amounts);
  const gpu = of(String(free.gpu?.count ?? 0), String(gpus));
  return t('plan.freeGpu', { ...amounts, gpu, count: gpus });
}

/** Some engines have fractions of cores. */
function cores(count: number): string {
  return String(Math.round(count * 10) / 10);
}

/** How long it lives, in words. */
export function lifetimeText(
  { kind, timeToLiveSeconds }: WorkloadLifetime,
  t: Translate,
): string {
  const kindText = t(`lifetime.${kind}`);
  return timeToLiveSeconds
    ? t('lifetime.limited', {
        kind: kindText,
        duration: formatDuration(timeToLiveSeconds),
      })
    : kindText;
}

/** `aitool:default/jupyterlab` as `jupyterlab`. */
export function assetName(entityRef: string): string {
  return parseAssetRef(entityRef)?.name ?? entityRef;
}

/** The page of an asset, where there is one. */
export function assetPath(entityRef: string): string | undefined {
  const asset = parseAssetRef(entityRef);
  const kind = assetKinds.find(({ id }) => id === asset?.kind);
  return kind && asset && `/${kind.plural}/${asset.name}`;
}
