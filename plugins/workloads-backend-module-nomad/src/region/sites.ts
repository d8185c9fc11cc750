import type {
  Amounts,
  GpuModelCapacity,
  SiteCapacity,
} from '@astrolabe/plugin-workloads-common';
import {
  add,
  nothing,
  subtract,
  toResources,
} from '@astrolabe/plugin-workloads-common';
import type {
  NomadAllocatedResources,
  NomadDevice,
  NomadNode,
} from '../client/types';
import type { NomadEngineOptions } from '../config';
import { siteIdOf } from '../job/names';
import type { Surroundings } from '../job/sizes';
import type { Offer, SiteFacts } from '../reasons/readPlacement';
import { isInPools } from '../terms';
import { isOver, type Mirror } from './Mirror';

const MEBIBYTE = 1024 ** 2;
/** Where a region has no nodes at all, a job can still be written down. */
const USUAL_MHZ = 1000;

type Gpu = NomadDevice['Instances'][number];
type GpuFilter = (gpu: Gpu) => boolean;

const isHealthy: GpuFilter = ({ Healthy }) => Healthy;

/** A datacentre that takes work of this portal. */
export interface Site {
  datacenter: string;
  title: string;
  nodes: NomadNode[];
}

/** The sites of a region, in the order of their titles. */
export function sitesOf(mirror: Mirror, options: NomadEngineOptions): Site[] {
  const used = mirror.nodes().filter(node => isInPools(node, options.terms));
  const titles =
    options.sites ??
    new Map(used.map(({ Datacenter }) => [Datacenter, Datacenter]));
  return [...titles]
    .map(([datacenter, title]) => ({
      datacenter,
      title,
      nodes: used.filter(({ Datacenter }) => Datacenter === datacenter),
    }))
    .sort((one, other) => one.title.localeCompare(other.title));
}

/** A site as it is for work in one pool of its nodes. */
export function within(site: Site, nodePool: string): Site {
  const nodes = site.nodes.filter(node => isInPools(node, [{ nodePool }]));
  return { ...site, nodes };
}

/** What there is and what is left at each site. */
export function capacities(
  mirror: Mirror,
  options: NomadEngineOptions,
): SiteCapacity[] {
  const { gpuDevice } = options;
  const held = heldByNode(mirror, gpuDevice);
  const used = usedDevices(mirror);
  return sitesOf(mirror, options).map(({ datacenter, title, nodes }) => {
    const ready = nodes.filter(isReady);
    const total = ready
      .map(node => amountsOf(node, options))
      .reduce(add, nothing);
    const free = ready
      .map(node =>
        subtract(
          amountsOf(node, options),
          inCores(held.get(node.ID) ?? nothing, node),
        ),
      )
      .reduce(add, nothing);
    return {
      siteId: siteIdOf(options.connection.region, datacenter),
      title,
      engine: options.id,
      total: toResources(total),
      free: toResources(free),
      nodes: {
        ready: ready.length,
        closed: nodes.filter(node => isUp(node) && !isReady(node)).length,
        down: nodes.filter(node => !isUp(node)).length,
      },
      gpuModels: modelsOf(nodes, { gpuDevice, used }),
    };
  });
}

/** GPUs of some nodes, model by model. */
function modelsOf(
  nodes: NomadNode[],
  { gpuDevice, used }: { gpuDevice: string; used: Set<string> },
): GpuModelCapacity[] {
  const models = new Map<string, GpuModelCapacity>();
  for (const node of nodes) {
    for (const { Name, Instances } of gpusOf(node, gpuDevice)) {
      const isUsed = ({ ID }: Gpu) => used.has(deviceOn(node.ID, ID));
      const eligible = isReady(node) ? Instances.filter(isHealthy) : [];
      const model = models.get(Name) ?? noneOf(Name);
      model.total += Instances.length;
      model.eligible += eligible.length;
      model.used += Instances.filter(isUsed).length;
      model.free += eligible.filter(gpu => !isUsed(gpu)).length;
      models.set(Name, model);
    }
  }
  return [...models.values()].sort((one, other) =>
    one.model.localeCompare(other.model),
  );
}

function noneOf(model: string): GpuModelCapacity {
  return { model, total: 0, eligible: 0, used: 0, free: 0 };
}

/** Devices that somebody has. */
function usedDevices(mirror: Mirror): Set<string> {
  const used = mirror
    .allocations()
    .filter(allocation => !isOver(allocation))
    .flatMap(({ AllocatedResources, NodeID }) =>
      Object.values(AllocatedResources?.Tasks ?? {})
        .flatMap(({ Devices }) => Devices ?? [])
        .flatMap(({ DeviceIDs }) => DeviceIDs)
        .map(id => deviceOn(NodeID, id)),
    );
  return new Set(used);
}

/** Ids of devices need not differ between nodes. */
function deviceOn(nodeId: string, deviceId: string): string {
  return `${nodeId} ${deviceId}`;
}

/** What the scheduler's numbers of a site are read by. */
export function factsOf(
  { title, nodes }: Site,
  options: NomadEngineOptions,
): SiteFacts {
  const ready = nodes.filter(isReady);
  const gpus = nodes
    .flatMap(node => gpusOf(node, options.gpuDevice))
    .flatMap(({ Instances }) => Instances);
  return {
    title,
    readyNodes: ready.length,
    awayNodes: nodes.length - ready.length,
    brokenGpus: gpus.filter(({ Healthy }) => !Healthy).length,
    ready: offerOf(ready, options, isHealthy),
    all: offerOf(nodes, options, () => true),
  };
}

function offerOf(
  nodes: NomadNode[],
  options: NomadEngineOptions,
  counts: GpuFilter,
): Offer {
  const amounts = nodes.map(node => amountsOf(node, options, counts));
  const most = (key: keyof Amounts) =>
    Math.max(0, ...amounts.map(each => each[key]));
  const models = nodes
    .flatMap(node => gpusOf(node, options.gpuDevice))
    .filter(({ Instances }) => Instances.some(counts))
    .map(({ Name }) => Name);
  return {
    biggest: {
      cpuCores: most('cpuCores'),
      memoryBytes: most('memoryBytes'),
      diskBytes: most('diskBytes'),
      gpuCount: most('gpuCount'),
    },
    gpuModels: [...new Set(models)].sort(),
  };
}

/** What a job has to say of its site. */
export function surroundingsOf(site: Site): Surroundings {
  return { datacenter: site.datacenter, mhzPerCore: mhzPerCore(site) };
}

/** Of the slowest node of the site: nobody gets less than the cores asked for. */
function mhzPerCore({ nodes }: { nodes: NomadNode[] }): number {
  const speeds = nodes.map(({ NodeResources: { Cpu } }) =>
    Cpu.TotalCpuCores > 0 ? Cpu.CpuShares / Cpu.TotalCpuCores : 0,
  );
  const known = speeds.filter(speed => speed > 0);
  return known.length > 0 ? Math.floor(Math.min(...known)) : USUAL_MHZ;
}

export function isReady(node: NomadNode): boolean {
  return isUp(node) && node.SchedulingEligibility === 'eligible' && !node.Drain;
}

function isUp({ Status }: NomadNode): boolean {
  return Status === 'ready';
}

function amountsOf(
  node: NomadNode,
  { gpuDevice }: NomadEngineOptions,
  counts = isHealthy,
): Amounts {
  const { Cpu, Memory, Disk } = node.NodeResources;
  const reserved = node.ReservedResources;
  const gpus = gpusOf(node, gpuDevice)
    .flatMap(({ Instances }) => Instances)
    .filter(counts);
  return {
    cpuCores: coresOf(Cpu.CpuShares - (reserved?.Cpu.CpuShares ?? 0), node),
    memoryBytes:
      (Memory.MemoryMB - (reserved?.Memory.MemoryMB ?? 0)) * MEBIBYTE,
    diskBytes: (Disk.DiskMB - (reserved?.Disk.DiskMB ?? 0)) * MEBIBYTE,
    gpuCount: gpus.length,
  };
}

/** Devices of the kind that counts as a GPU, such as `nvidia/gpu`. */
function gpusOf(node: NomadNode, gpuDevice: string): NomadDevice[] {
  return (node.NodeResources.Devices ?? []).filter(({ Vendor, Type, Name }) =>
    [Type, `${Vendor}/${Type}`, `${Vendor}/${Type}/${Name}`].includes(
      gpuDevice,
    ),
  );
}

/** In MHz instead of cores, by node. */
function heldByNode(mirror: Mirror, gpuDevice: string): Map<string, Amounts> {
  const held = new Map<string, Amounts>();
  for (const allocation of mirror.allocations()) {
    const { AllocatedResources: resources, NodeID } = allocation;
    if (!resources || isOver(allocation)) continue;
    const present = held.get(NodeID) ?? nothing;
    held.set(NodeID, add(present, allocated(resources, gpuDevice)));
  }
  return held;
}

function allocated(
  { Tasks, Shared }: NomadAllocatedResources,
  gpuDevice: string,
): Amounts {
  const kind = gpuDevice.split('/')[1] ?? gpuDevice;
  return Object.values(Tasks)
    .map(({ Cpu, Memory, Devices }) => ({
      cpuCores: Cpu.CpuShares,
      memoryBytes: Memory.MemoryMB * MEBIBYTE,
      diskBytes: 0,
      gpuCount: (Devices ?? [])
        .filter(device => (device as { Type?: string }).Type === kind)
        .flatMap(({ DeviceIDs }) => DeviceIDs).length,
    }))
    .reduce(add, { ...nothing, diskBytes: Shared.DiskMB * MEBIBYTE });
}

function inCores(amounts: Amounts, node: NomadNode): Amounts {
  return { ...amounts, cpuCores: coresOf(amounts.cpuCores, node) };
}

function coresOf(mhz: number, node: NomadNode): number {
  return mhz / mhzPerCore({ nodes: [node] });
}
