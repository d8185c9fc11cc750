import type { WorkloadEnvironment } from '@astrolabe/plugin-workloads-common';
import type { FoundEnvironment } from '@astrolabe/plugin-workloads-node/environments';

/** An environment that is there: where its programs are and what they want to know. */
export interface ReadyEnvironment {
  folder: string;
  programFolders: string[];
  variables: Record<string, string>;
}

/** Where an environment is described, and where it and its tools go. */
export interface EnvironmentRequest extends FoundEnvironment {
  environment: WorkloadEnvironment;
  dataDirectory: string;
  /** In the environment of what is started, so that it can be found and ended. */
  workloadId: string;
  signal: AbortSignal;
  onProgress: (line: string, progress?: number) => void;
}

/** Makes environments of one language. */
export interface EnvironmentKind {
  /** Throws a Refusal that says what to install when the machine lacks something. */
  interpreter(request: EnvironmentRequest): Promise<Interpreter>;
  /** Everything into a folder that is empty at first and does not move later. */
  install(
    request: EnvironmentRequest,
    where: { folder: string; interpreter: Interpreter },
  ): Promise<void>;
  /** Also whenever it is used again: the interpreter may be elsewhere by then. */
  ready(where: { folder: string; interpreter: Interpreter }): ReadyEnvironment;
}

export interface Interpreter {
  program: string;
  /** As exact as it gets: environments of two versions are two. */
  version: string;
}
