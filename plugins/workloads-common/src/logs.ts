/** A stretch of a task's output. @public */
export interface LogChunk {
  task: string;
  text: string;
  /** Where to go on reading, in bytes from the first line ever written. */
  nextOffset: number;
  /** True when older lines were rotated away before `offset`. */
  truncated: boolean;
}

/** @public */
export interface LogsOptions {
  task?: string;
  offset?: number;
  maxBytes?: number;
}
