import type { WorkloadEngine } from '../engine';
import type { EngineSamples } from './samples';

/** A fresh engine, and what it can run. @public */
export interface EngineHarness {
  engine: WorkloadEngine;
  samples: EngineSamples;
  /** The engine again on what the first one left, as after a restart of the portal. */
  reopen?(): Promise<WorkloadEngine>;
  /** How much of a log is kept; the contract writes twice as much. */
  logLimitBytes?: number;
  /** Called after each test with all that it submitted removed. */
  dispose?(): Promise<void>;
}

/** Parts of the contract that an engine may be excused from. @public */
export type SkippableCase =
  | 'endpoint-answers'
  | 'log-rotation'
  | 'missing-program'
  | 'files'
  | 'snapshots'
  | 'terminal'
  | 'usage-cores'
  | 'never'
  | 'reopen';

/** @public */
export interface EngineContractOptions {
  /** Why a part does not apply; an empty reason is refused. */
  skip?: Partial<Record<SkippableCase, string>>;
  /** How long an engine may take for one step. Default 10 s. */
  timeoutMs?: number;
}
