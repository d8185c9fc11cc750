import type { ValidateFunction } from 'ajv';
import { workloadSchema, type WorkloadSpec } from '../generated/workload';
import { createAjv, pathOf } from './ajv';

/** @public */
export interface SpecProblem {
  /** Such as `tasks.0.resources.memoryBytes`. */
  path: string;
  message: string;
}

let validator: ValidateFunction | undefined;

/** Everything that is wrong with a workload; nothing, when it is valid. @public */
export function validateWorkloadSpec(spec: unknown): SpecProblem[] {
  const validate = (validator ??= createAjv().compile(workloadSchema));
  const isValid: boolean = validate(spec);
  if (!isValid) {
    return validate.errors!.map(error => ({
      path: pathOf(error),
      message: error.message ?? error.keyword,
    }));
  }
  return crossCheck(spec as WorkloadSpec);
}

/** What JSON Schema cannot say: names that refer to each other. */
function crossCheck(spec: WorkloadSpec): SpecProblem[] {
  const problems: SpecProblem[] = [];
  const mains = spec.tasks.filter(task => task.role === 'main');
  if (mains.length !== 1) {
    problems.push({
      path: 'tasks',
      message: `must have exactly one task of the role main, but has ${mains.length}`,
    });
  }
  const ports = spec.tasks.flatMap(task => task.ports ?? []).map(p => p.name);
  const names = {
    'a task': spec.tasks.map(task => task.name),
    'a port': ports,
    'an endpoint': (spec.endpoints ?? []).map(endpoint => endpoint.name),
  };
  for (const [what, all] of Object.entries(names)) {
    const twice = all.find((name, index) => all.indexOf(name) !== index);
    if (twice) {
      problems.push({ path: '', message: `${what} is named '${twice}' twice` });
    }
  }
  const referring = [
    ...(spec.endpoints ?? []).map((e, i) => [`endpoints.${i}.port`, e.port]),
    ...spec.tasks.flatMap((task, i) =>
      task.health ? [[`tasks.${i}.health.port`, task.health.port]] : [],
    ),
  ];
  for (const [path, port] of referring) {
    if (!ports.includes(port)) {
      problems.push({ path, message: `no task has a port named '${port}'` });
    }
  }
  const secrets = (spec.secrets ?? []).map(secret => secret.name);
  for (const { path, name } of secretsIn({
    tasks: spec.tasks,
    endpoints: spec.endpoints ?? [],
  })) {
    if (!secrets.includes(name)) {
      problems.push({ path, message: `there is no secret named '${name}'` });
    }
  }
  return problems;
}

/** Everywhere that a secret's value is put in. */
function secretsIn(
  node: object,
  above: readonly string[] = [],
): { path: string; name: string }[] {
  return Object.entries(node).flatMap(([key, child]) => {
    const path = [...above, key];
    if (key === 'secret' && typeof child === 'string') {
      return [{ path: path.join('.'), name: child }];
    }
    return typeof child === 'object' && child !== null
      ? secretsIn(child, path)
      : [];
  });
}
