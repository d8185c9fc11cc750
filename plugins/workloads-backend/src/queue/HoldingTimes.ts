import { Survival } from './Survival';
import type { EndedRun, Run, RunningRun } from './types';

/** So many runs of wider kin are believed where nothing nearer is known. */
const BELIEF = 4;

/**
 * How long runs hold their resources, by what they run. Runs of the same asset
 * and kind say most; with few of them, those of the same kind say something too,
 * and all others a little.
 */
export class HoldingTimes {
  /** How many runs that have ended it knows. */
  readonly count: number;
  readonly #names = new Map<string, number>();
  readonly #seconds: Float64Array;
  readonly #isEnd: Uint8Array;
  /** Of each sample, by number: its kind, and that with its asset. */
  readonly #kinds: Int32Array;
  readonly #kins: Int32Array;
  readonly #known = new Map<number, Survival>();

  constructor(ended: readonly EndedRun[], running: readonly RunningRun[]) {
    const samples = [
      ...ended.map(run => this.#sample(run, !run.isCut)),
      ...running.map(run => this.#sample(withUse(run), false)),
    ].sort((one, other) => one.seconds - other.seconds);
    this.count = ended.length;
    this.#seconds = Float64Array.from(samples, ({ seconds }) => seconds);
    this.#isEnd = Uint8Array.from(samples, ({ isEnd }) => Number(isEnd));
    this.#kinds = Int32Array.from(samples, ({ kind }) => kind);
    this.#kins = Int32Array.from(samples, ({ kin }) => kin);
  }

  of(run: Run): Survival {
    const { kind, kin } = this.#kin(withUse(run));
    let survival = this.#known.get(kin);
    if (!survival) {
      const weight = this.#weigh(kind, kin);
      const [seconds, isEnd] = [this.#seconds, this.#isEnd];
      survival = new Survival({ seconds, isEnd, weight });
      this.#known.set(kin, survival);
    }
    return survival;
  }

  #weigh(kind: number, kin: number): Float64Array {
    // The same, of the same kind, all others.
    const count = [0, 0, 0];
    const circles = this.#kins.map((each, index) => {
      const wider = this.#kinds[index] === kind ? 1 : 2;
      return each === kin ? 0 : wider;
    });
    for (const circle of circles) count[circle]++;
    // All of a wider circle together weigh little beside many that are nearer.
    const weights = [
      1,
      believed(count[0]) / Math.max(count[1], BELIEF),
      believed(count[0] + count[1]) / Math.max(count[2], BELIEF),
    ];
    return Float64Array.from(circles, circle => weights[circle]);
  }

  #sample(run: Described & { heldSeconds: number }, isEnd: boolean) {
    const { kind, kin } = this.#kin(run);
    return { kind, kin, seconds: run.heldSeconds, isEnd };
  }

  #kin({ entityRef, kind, usesGpu }: Described) {
    const name = `${kind} ${usesGpu}`;
    return {
      kind: this.#number(name),
      kin: this.#number(`${name} ${entityRef}`),
    };
  }

  #number(name: string): number {
    const known = this.#names.get(name) ?? this.#names.size;
    this.#names.set(name, known);
    return known;
  }
}

type Described = Pick<EndedRun, 'entityRef' | 'kind' | 'usesGpu'>;

function withUse<T extends Run>(run: T) {
  return { ...run, usesGpu: run.needs.gpuCount > 0 };
}

function believed(nearer: number): number {
  return (BELIEF * BELIEF) / (BELIEF + nearer);
}
