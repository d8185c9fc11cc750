// Synthetic jobs: what arrives at two sites in some weeks, from one seed.

const MINUTE = 60;
const HOUR = 3600;
const GIB = 1024 ** 3;

const log = (median, sigma) => random =>
  median * Math.exp(sigma * normal(random));
const either = (part, one, other) => random =>
  random() < part ? one(random) : other(random);
const gpus = (...counts) => counts;

/**
 * What is launched: how often, how long it runs (nobody but this file knows),
 * what it needs, and in what bursts.
 */
const assets = [
  {
    name: 'train',
    kind: 'batch',
    share: 3,
    lasts: log(3 * HOUR, 1),
    gpus: gpus(1, 1, 2, 4),
    cores: 8,
  },
  {
    name: 'fine-tune',
    kind: 'batch',
    share: 6,
    lasts: log(50 * MINUTE, 0.8),
    gpus: gpus(1),
    cores: 4,
  },
  {
    name: 'sweep',
    kind: 'batch',
    share: 0.35,
    burst: [10, 40],
    lasts: log(20 * MINUTE, 1.3),
    gpus: gpus(1),
    cores: 4,
  },
  {
    name: 'notebook-gpu',
    kind: 'service',
    share: 4,
    // Closed soon, or forgotten until its time is up.
    lasts: either(0.6, log(25 * MINUTE, 0.7), log(9 * HOUR, 0.6)),
    timeToLive: 12 * HOUR,
    gpus: gpus(1),
    cores: 4,
  },
  {
    name: 'notebook',
    kind: 'service',
    share: 9,
    lasts: either(0.5, log(30 * MINUTE, 0.7), log(8 * HOUR, 0.5)),
    timeToLive: 24 * HOUR,
    cores: 4,
  },
  {
    name: 'convert',
    kind: 'batch',
    share: 0.6,
    burst: [10, 50],
    // Fails at once, or works.
    lasts: either(0.3, log(1 * MINUTE, 0.5), log(70 * MINUTE, 0.6)),
    cores: 8,
  },
  {
    name: 'try',
    kind: 'try',
    share: 8,
    lasts: log(8 * MINUTE, 0.8),
    timeToLive: 10 * MINUTE,
    cores: 2,
  },
  {
    name: 'tracker',
    kind: 'service',
    share: 0.25,
    lasts: log(4 * 24 * HOUR, 0.9),
    cores: 2,
  },
  {
    // Published in the middle: nobody knows anything of it at first.
    name: 'newcomer',
    kind: 'batch',
    share: 4,
    from: 0.5,
    lasts: log(100 * MINUTE, 0.9),
    gpus: gpus(1, 2),
    cores: 4,
  },
];

export const sites = [
  { id: 'large', share: 0.78, capacity: amounts(420, 26) },
  { id: 'small', share: 0.22, capacity: amounts(130, 8) },
];

/** Jobs in the order in which they arrive. */
export function makeJobs(count, { random, perHour }) {
  const jobs = [];
  const total = count / perHour;
  for (let hour = 0; jobs.length < count; ) {
    hour += -Math.log(1 - random()) / (rateOf(hour) * perHour * 0.5);
    const asset = pick(
      assets.filter(({ from = 0 }) => hour >= from * total),
      random,
    );
    const site = pick(sites, random);
    const [least, most] = asset.burst ?? [1, 1];
    const size = least + Math.floor(random() * (most - least + 1));
    // What somebody launches together lasts alike.
    const same = Math.exp(0.4 * normal(random));
    for (let i = 0; i < size && jobs.length < count; i++) {
      const at = hour * HOUR + i;
      jobs.push(makeJob({ asset, site, at, same, random, id: jobs.length }));
    }
  }
  return jobs.sort((one, other) => one.at - other.at);
}

function makeJob({ asset, site, at, same, random, id }) {
  const counts = asset.gpus ?? [0];
  const gpuCount = counts[Math.floor(random() * counts.length)];
  const wanted = Math.max(5, asset.lasts(random) * (asset.burst ? same : 1));
  const limit = asset.timeToLive ?? Infinity;
  return {
    id: `job-${id}`,
    entityRef: `aimodule:default/${asset.name}`,
    kind: asset.kind,
    site: site.id,
    needs: amounts(asset.cores * Math.max(1, gpuCount), gpuCount),
    timeToLiveSeconds: asset.timeToLive,
    at,
    lasts: Math.min(wanted, limit),
    isCut: wanted > limit,
  };
}

/** Days are busy, nights and weekends are not. */
function rateOf(hour) {
  const day = Math.floor(hour / 24) % 7;
  const rhythm = 1 + 0.8 * Math.sin(((hour % 24) / 24) * 2 * Math.PI - 2);
  return rhythm * (day >= 5 ? 0.4 : 1.15);
}

function amounts(cpuCores, gpuCount) {
  return { cpuCores, memoryBytes: cpuCores * 4 * GIB, diskBytes: 0, gpuCount };
}

function pick(things, random) {
  const sum = things.reduce((all, { share }) => all + share, 0);
  let left = random() * sum;
  return things.find(({ share }) => (left -= share) < 0) ?? things.at(-1);
}

function normal(random) {
  return (
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  );
}
