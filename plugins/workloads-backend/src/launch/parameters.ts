import { withAdvice } from '@astrolabe/http';
import { InputError } from '@backstage/errors';
import {
  lifetimes,
  OWN_PARAMETERS,
  PARAMETER_NAME,
  rowsOf,
  type LaunchRequest,
  type Parameters,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';

interface Problem {
  path: string;
  message: string;
}

/**
 * The workload of each task that a request asks for: one, or as many as its
 * array has. They differ in the environment of the main task.
 *
 * @throws InputError that names each parameter that cannot be one
 */
export function specsOf(
  spec: WorkloadSpec,
  { parameters = {}, array }: LaunchRequest,
): WorkloadSpec[] {
  if (!lifetimes[spec.lifetime.kind].takesParameters) {
    refuseAny({ parameters, array });
    return [spec];
  }
  const rows = rowsOf(array);
  const own = mainOf(spec).env ?? {};
  refuse([
    ...problemsOf(parameters, 'parameters', own),
    ...rows.flatMap((row, index) =>
      problemsOf(row, `array.rows.${index}`, own),
    ),
  ]);
  return rows.map((row, index) =>
    withEnv(spec, {
      ...parameters,
      ...row,
      ASTROLABE_TASK_INDEX: String(index),
      ASTROLABE_TASK_COUNT: String(rows.length),
    }),
  );
}

function withEnv(spec: WorkloadSpec, env: Parameters): WorkloadSpec {
  const main = mainOf(spec);
  const tasks = spec.tasks.map(task =>
    task === main ? { ...task, env: { ...task.env, ...env } } : task,
  );
  return { ...spec, tasks };
}

function mainOf({ tasks }: WorkloadSpec) {
  return tasks.find(({ role }) => role === 'main')!;
}

function problemsOf(given: Parameters, path: string, own: object): Problem[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const at = `${path}.${name}`;
    if (!PARAMETER_NAME.test(name)) {
      return {
        path: at,
        message: `'${name}' is no name of a parameter: take letters, digits and underscores, not beginning with a digit`,
      };
    }
    if (Object.hasOwn(own, name) || OWN_PARAMETERS.includes(name)) {
      return { path: at, message: `'${name}' is set by what is launched` };
    }
    return value.includes('\0')
      ? { path: at, message: `'${name}' must not hold the character NUL` }
      : [];
  });
}

/** What runs until it is stopped would not know what to do with them. */
function refuseAny(given: Pick<LaunchRequest, 'parameters' | 'array'>): void {
  const message = 'Only what ends by itself takes parameters or an array';
  const paths = Object.entries(given)
    .filter(([, value]) => value && Object.keys(value).length > 0)
    .map(([path]) => path);
  refuse(paths.map(path => ({ path, message })));
}

function refuse(problems: Problem[]): void {
  if (problems.length === 0) return;
  const said = new Set(problems.map(({ message }) => message));
  throw withAdvice(new InputError([...said].join('; ')), {
    code: 'INVALID_PARAMETERS',
    cause: problems.map(({ path }) => path).join(', '),
    nextStep: 'Change these and send it again.',
    problems,
  });
}
