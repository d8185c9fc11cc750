import type { HoldingTimes } from './HoldingTimes';
import { stratified } from './random';
import { Replay } from './Replay';
import type { Run, RunningRun, SiteNow, Wait } from './types';

/** With fewer runs that have ended, nothing is said. */
export const LEAST_SAMPLES = 5;

/** Replays of a short queue; of a long one fewer, so that it costs no more. */
const MOST_REPLAYS = 128;
const LEAST_REPLAYS = 24;
const RUNS_REPLAYED = 24_000;

/**
 * How long each waiting run will wait from now on, in their order, by playing
 * the queue many times: each time everything lasts as long as its kind may. The
 * same question has the same answer.
 *
 * @returns undefined for one of which nothing can be said: there is no history
 * to tell from, or what it waits for never comes
 */
export function estimateWaits(
  site: SiteNow,
  times: HoldingTimes,
): (Wait | undefined)[] {
  const { waiting } = site;
  if (waiting.length === 0) return [];
  if (times.count < LEAST_SAMPLES) return waiting.map(() => undefined);
  const runs = [...waiting, ...site.running];
  const replays = Math.round(
    Math.min(
      MOST_REPLAYS,
      Math.max(LEAST_REPLAYS, RUNS_REPLAYED / runs.length),
    ),
  );
  const durations = runs.map(run => durationsOf(run, times, replays));
  const starts = playAll(new Replay(site), durations, waiting.length);
  return starts.map(waitOf);
}

/** How much longer it holds its resources, in each replay. */
function durationsOf(
  run: Run | RunningRun,
  times: HoldingTimes,
  replays: number,
): Float64Array {
  const held = 'heldSeconds' in run ? run.heldSeconds : 0;
  const most = run.timeToLiveSeconds ?? Infinity;
  const lasting = times.of(run).lasting(stratified(run.id, replays), held);
  // What is over its time is about to end.
  return lasting.map(all => Math.max(1, Math.min(all, most) - held));
}

/** When each waiting run starts, in each replay. */
function playAll(
  replay: Replay,
  durations: Float64Array[],
  waiting: number,
): Float64Array[] {
  const replays = durations[0].length;
  const all = Array.from({ length: waiting }, () => new Float64Array(replays));
  const these = new Float64Array(durations.length);
  const starts = new Float64Array(waiting);
  for (let i = 0; i < replays; i++) {
    for (let run = 0; run < these.length; run++) these[run] = durations[run][i];
    replay.play(these, starts);
    for (let run = 0; run < waiting; run++) all[run][i] = starts[run];
  }
  return all;
}

function waitOf(starts: Float64Array): Wait | undefined {
  starts.sort();
  const p80Seconds = at(starts, 0.8);
  return Number.isFinite(p80Seconds)
    ? { p50Seconds: at(starts, 0.5), p80Seconds }
    : undefined;
}

function at(sorted: Float64Array, part: number): number {
  const place = part * (sorted.length - 1);
  const [low, high] = [Math.floor(place), Math.ceil(place)];
  if (low === high) return sorted[low];
  return sorted[low] + (sorted[high] - sorted[low]) * (place - low);
}
