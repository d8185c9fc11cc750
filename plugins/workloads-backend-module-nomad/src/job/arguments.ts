import type {
  WorkloadTask,
  WorkloadText,
} from '@astrolabe/plugin-workloads-common';
import { isPlain } from './texts';

/** The command, with what Nomad would change in it put into variables. */
export function argumentsOf(task: WorkloadTask) {
  const env: Record<string, WorkloadText> = {};
  const command = (task.command ?? []).map((text, index) => {
    if (isPlain(text)) return text;
    const name = `ASTROLABE_ARGUMENT_${index}`;
    env[name] = text;
    return `\${${name}}`;
  });
  return { command, env };
}
