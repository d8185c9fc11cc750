import type {
  LogChunk,
  WorkloadsApi,
} from '@astrolabe/plugin-workloads-common';

export type FollowOptions = Parameters<WorkloadsApi['followLogs']>[1];

/** Who follows a log. */
interface Follower {
  task?: string;
  onChunk(chunk: LogChunk): void;
  fail(error: Error): void;
}

/** The output of workloads, as the fake API has it: what a test emits. */
export class FakeLogs {
  readonly followers = new Set<Follower>();

  nothing(task = 'main'): LogChunk {
    return { task, text: '', nextOffset: 0, truncated: false };
  }

  /** Goes on until it is aborted, or fails by the test's will. */
  follow({ signal, onChunk, task }: FollowOptions): Promise<void> {
    return new Promise((_, reject) => {
      const follower = { task, onChunk, fail: reject };
      this.followers.add(follower);
      signal.addEventListener('abort', () => {
        this.followers.delete(follower);
        reject(new DOMException('Aborted', 'AbortError'));
      });
    });
  }

  /** A line of output, to all who follow. */
  emit(text: string, nextOffset = text.length): void {
    for (const { onChunk, task = 'main' } of this.followers) {
      onChunk({ task, text, nextOffset, truncated: false });
    }
  }
}
