import { createRequire } from 'node:module';
import { percentiles } from '../lib/measure.mjs';
import { row } from '../lib/table.mjs';
import { makeJobs, sites } from './queue/jobs.mjs';
import { Site } from './queue/Site.mjs';

// The estimator as the portal has it.
const load = createRequire(import.meta.url);
load('@backstage/cli-node/config/nodeTransform.cjs');
const room = '../../../plugins/workloads-backend/src/queue';
const { HoldingTimes, calibrate, correct, estimateWaits } = load(
  `${room}/index.ts`,
);
const { randomOf } = load(`${room}/random.ts`);

const JOBS = Number(process.env.BENCH_JOBS ?? 10_000);
const SEEDS = (process.env.BENCH_SEEDS ?? '1,2,3,4').split(',');
const PER_HOUR = 32;
/** What the portal reads of its history, or less: it only gets worse by that. */
const ENDED_RUNS = 2000;
const OUTCOMES = 1000;

/**
 * Jobs that have to wait are told for how long, from what was known then; in
 * the end it is known how long they did.
 */
export default async function queue() {
  return [...SEEDS.map(seed => resultOf(replay(seed))), costOf()];
}

function replay(seed) {
  const random = randomOf(`seed ${seed}`);
  const jobs = makeJobs(JOBS, { random, perHour: PER_HOUR });
  const world = {
    sites: new Map(sites.map(({ id, capacity }) => [id, new Site(capacity)])),
    ended: [],
    told: [],
    costs: [],
  };
  for (const job of jobs) {
    advance(world, job.at);
    const site = world.sites.get(job.site);
    site.waiting.push(job);
    site.start(job.at);
    if (job.startedAt === undefined) world.told.push(foretell(world, job));
  }
  advance(world, Infinity);
  return { seed, ...world };
}

/** Lets everything end that ends before the next job comes. */
function advance({ sites: all, ended }, until) {
  for (;;) {
    const now = Math.min(...[...all.values()].map(site => site.nextEnd));
    if (now > until || now === Infinity) return;
    for (const site of all.values()) {
      ended.push(...site.end(now).map(asEnded));
      site.start(now);
    }
  }
}

function foretell({ sites: all, ended, told, costs }, job) {
  const now = job.at;
  const running = [...all.values()].flatMap(site =>
    site.running.map(run => ({ ...run, heldSeconds: now - run.startedAt })),
  );
  const { capacity, waiting } = all.get(job.site);
  const queue = `${job.site} ${job.needs.gpuCount > 0}`;
  const began = performance.now();
  const here = running.filter(({ site }) => site === job.site);
  const wait = estimateWaits(
    { capacity, running: here, waiting, isInOrder: false },
    new HoldingTimes(ended.slice(-ENDED_RUNS), running),
  ).at(-1);
  const factor = calibrate(outcomes(told, now), queue);
  const said = wait && correct(wait, factor);
  costs.push(performance.now() - began);
  const past = told.filter(
    each => each.queue === queue && each.job.startedAt !== undefined,
  );
  const mean =
    past.reduce((sum, each) => sum + waited(each), 0) / past.length ||
    undefined;
  return { job, queue, wait, said, mean };
}

function outcomes(told, now) {
  return told
    .filter(({ wait }) => wait)
    .slice(-OUTCOMES)
    .map(({ queue, wait, job }) => ({
      queue,
      p80Seconds: wait.p80Seconds,
      hasStarted: job.startedAt !== undefined,
      waitedSeconds: (job.startedAt ?? now) - job.at,
    }));
}

function resultOf({ seed, told, costs }) {
  const known = told.filter(({ said, mean }) => said && mean);
  const percent = holds =>
    Number(((100 * known.filter(holds).length) / known.length).toPrecision(3));
  const within = seconds => percent(each => waited(each) <= seconds(each));
  const error = seconds =>
    percentiles(known.map(each => Math.abs(seconds(each) - waited(each)) / 60))
      .p50;
  return {
    title: `Seed ${seed}: ${JOBS} jobs, of which ${told.length} had to wait`,
    unit: 'as each row says',
    peer: 'mean of past waits',
    rows: [
      {
        what: 'waits within P80, %',
        ours: within(each => each.said.p80Seconds),
      },
      {
        what: 'waits within P80 before its correction, %',
        ours: within(each => each.wait.p80Seconds),
      },
      {
        what: 'waits within P50, %',
        ours: within(each => each.said.p50Seconds),
        peer: within(each => each.mean),
      },
      row(
        'median error of P50, minutes',
        error(each => each.said.p50Seconds),
        error(each => each.mean),
      ),
      {
        what: 'the waits, minutes',
        ours: percentiles(known.map(each => waited(each) / 60)),
      },
      { what: 'one estimate, ms', ours: percentiles(costs) },
    ],
  };
}

/** 500 that wait behind 500 that run, of many kinds and needs. */
function costOf() {
  const jobs = makeJobs(4000, { random: randomOf('cost'), perHour: 40 });
  const ended = jobs.slice(0, 3000).map(asEnded);
  const running = jobs
    .slice(3000, 3500)
    .map(run => ({ ...run, heldSeconds: run.lasts / 2 }));
  const capacity = running.map(({ needs }) => needs).reduce(sumOf);
  const waiting = jobs.slice(3500);
  const times = Array.from({ length: 100 }, () => {
    const began = performance.now();
    estimateWaits(
      { capacity, running, waiting, isInOrder: false },
      new HoldingTimes(ended, running),
    );
    return performance.now() - began;
  });
  return {
    title: '500 that wait behind 500 that run, from 3,000 that have ended',
    unit: 'ms',
    rows: [
      { what: 'all waits', ours: percentiles(times.slice(10)) },
      { what: 'at the least', ours: Number(Math.min(...times).toPrecision(3)) },
    ],
  };
}

function waited({ job }) {
  return job.startedAt - job.at;
}

function asEnded(job) {
  return { ...job, usesGpu: job.needs.gpuCount > 0, heldSeconds: job.lasts };
}

function sumOf(one, other) {
  return Object.fromEntries(
    Object.keys(one).map(each => [each, one[each] + other[each]]),
  );
}
