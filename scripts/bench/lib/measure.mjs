/** Milliseconds that some work takes. */
export async function time(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** p50 and p95 of some times, rounded to what means something. */
export function percentiles(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = part =>
    Number(
      sorted[
        Math.min(sorted.length - 1, Math.floor(sorted.length * part))
      ].toPrecision(3),
    );
  return { p50: at(0.5), p95: at(0.95) };
}

/**
 * Times of two works, turn by turn, so that both meet the same machine. The
 * first of each is not counted.
 */
export async function sideBySide(ours, peer, repetitions = 25) {
  const times = { ours: [], peer: [] };
  for (let i = 0; i <= repetitions; i++) {
    const a = await time(ours);
    const b = await time(peer);
    if (i === 0) continue;
    times.ours.push(a);
    times.peer.push(b);
  }
  return { ours: percentiles(times.ours), peer: percentiles(times.peer) };
}

/** Waits until `ask` gives something true; tells its last error when it never does. */
export async function until(ask, { everyMs = 50, seconds = 60, what }) {
  const end = Date.now() + seconds * 1000;
  let cause;
  for (;;) {
    const answer = await ask().catch(error => {
      if (error.fatal) throw error;
      cause = error;
    });
    if (answer) return answer;
    if (Date.now() > end) {
      throw new Error(`${what}: not within ${seconds} s`, { cause });
    }
    await new Promise(resolve => setTimeout(resolve, everyMs));
  }
}

/** An error that no waiting mends. */
export function fatal(message) {
  return Object.assign(new Error(message), { fatal: true });
}
