import type { LogChunk } from '@astrolabe/plugin-workloads-common';

/** Who follows a log of the fake API. */
export type Follower = {
  task?: string;
  onChunk(chunk: LogChunk): void;
  end(): void;
  fail(error: Error): void;
};
