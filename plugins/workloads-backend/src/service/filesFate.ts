import type { FilesFate, Workload } from '@astrolabe/plugin-workloads-common';
import type {
  EngineCapabilities,
  WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';

/** Who knows what becomes of files. */
export interface FileKnowledge {
  engines: ReadonlyMap<string, WorkloadEngine>;
  /** What nobody uses is saved before it is stopped, where its site can. */
  isIdleSaved: boolean;
}

type Promised = Pick<Workload, 'keepsFiles' | 'takesSnapshots'>;

/** What an engine promises of files; of one that is not installed, nothing. */
export function promisedBy(
  engines: FileKnowledge['engines'],
  engine: string,
): Promised {
  const nothing: Partial<EngineCapabilities> = {};
  const { keepsFiles = false, takesSnapshots = false } =
    engines.get(engine)?.capabilities() ?? nothing;
  return { keepsFiles, takesSnapshots };
}

/** What becomes of the files of something on this engine that is stopped because nobody uses it. */
export function idleFilesFate(
  { engines, isIdleSaved }: FileKnowledge,
  engine: string,
): FilesFate {
  const { keepsFiles, takesSnapshots } = promisedBy(engines, engine);
  if (keepsFiles) return 'kept';
  return isIdleSaved && takesSnapshots ? 'saved' : 'lost';
}
