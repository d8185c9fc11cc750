import type { WorkloadEnvironment } from '@astrolabe/plugin-workloads-common';

/** An environment that is there: where its programs are and what they want to know. */
export interface ReadyEnvironment {
  folder: string;
  programFolders: string[];
  variables: Record<string, string>;
}

/** `environment.json`, beside the lock file: what the lock cannot say. */
export interface EnvironmentDescription {
  /** Version of the interpreter, such as `3.11`. */
  python?: string;
  /** Folders of packages in this checkout, installed beside the locked ones. */
  localPackages?: string[];
  /** Programs and header files that packages are compiled with. */
  needs?: { program?: string; file?: string; install: string }[];
}

/** Where an environment is described, and where it and its tools go. */
export interface EnvironmentRequest {
  environment: WorkloadEnvironment;
  /** The folder with the lock file. */
  source: string;
  description: EnvironmentDescription;
  dataDirectory: string;
  /** In the environment of what is started, so that it can be found and ended. */
  workloadId: string;
  signal: AbortSignal;
  onProgress: (line: string, progress?: number) => void;
}

/** Makes environments of one language. */
export interface EnvironmentKind {
  lockFile: string;
  /** Throws a Refusal that says what to install when the machine lacks something. */
  interpreter(request: EnvironmentRequest): Promise<Interpreter>;
  /** Everything into a folder that is empty at first and does not move later. */
  install(
    request: EnvironmentRequest,
    where: { folder: string; interpreter: Interpreter },
  ): Promise<void>;
  ready(folder: string): ReadyEnvironment;
}

export interface Interpreter {
  program: string;
  /** As exact as it gets: environments of two versions are two. */
  version: string;
}
