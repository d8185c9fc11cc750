import { assetKinds, parseAssetRef } from '@astrolabe/plugin-assets-common';
import {
  THIS_MACHINE,
  type SiteCapacity,
  type WorkloadLifetime,
  type WorkloadResources,
} from '@astrolabe/plugin-workloads-common';
import { formatBytes, formatDuration, formatNumber } from '@astrolabe/ui';
import type { Translate } from '../../hooks/useTranslate';

/** Resources in one short line. */
export function resourcesText(
  { cpuCores, memoryBytes, gpu }: WorkloadResources,
  t: Translate,
  locale: string,
): string {
  const cpu = formatNumber(cpuCores, locale);
  const memory = formatBytes(memoryBytes, locale);
  return gpu?.count
    ? t('resources.shortGpu', { cpu, memory, gpu: String(gpu.count) })
    : t('resources.short', { cpu, memory });
}

/** Resources one by one. */
export function resourceFacts(
  { cpuCores, memoryBytes, diskBytes, gpu }: WorkloadResources,
  t: Translate,
  locale: string,
): { name: string; value: string }[] {
  const gpus = gpu?.count
    ? [String(gpu.count), gpu.model].filter(Boolean).join(' × ')
    : t('resources.noGpu');
  return [
    { name: t('resources.cpu'), value: formatNumber(cpuCores, locale) },
    { name: t('resources.memory'), value: formatBytes(memoryBytes, locale) },
    { name: t('resources.disk'), value: formatBytes(diskBytes, locale) },
    { name: t('resources.gpu'), value: gpus },
  ];
}

/** What is free at a site, of what there is. */
export function freeText(
  { free, total }: SiteCapacity,
  t: Translate,
  locale: string,
): string {
  const of = (one: string, all: string) =>
    t('plan.ofTotal', { free: one, total: all });
  const number = (value: number) => formatNumber(value, locale);
  const bytes = (value: number) => formatBytes(value, locale);
  const amounts = {
    cpu: of(number(free.cpuCores), number(total.cpuCores)),
    memory: of(bytes(free.memoryBytes), bytes(total.memoryBytes)),
  };
  const gpus = total.gpu?.count;
  if (!gpus) return t('plan.free', amounts);
  const gpu = of(String(free.gpu?.count ?? 0), String(gpus));
  return t('plan.freeGpu', { ...amounts, gpu, count: gpus });
}

/** The portal's own machine has a name in each language, unless its operator gave it one. */
export function siteName(title: string, t: Translate): string {
  return title === THIS_MACHINE ? t('sites.thisMachine') : title;
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
