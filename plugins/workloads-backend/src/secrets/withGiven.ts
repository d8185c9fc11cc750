import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import type { GivenSecrets } from './LaunchSecrets';
import { wrongSecrets } from './problems';

/**
 * A workload that knows which of its secrets were given with its launch; their
 * values are not in it.
 *
 * @throws InputError for what it does not take, and for what is missing
 */
export function withGiven(
  spec: WorkloadSpec,
  given: GivenSecrets,
): WorkloadSpec {
  const { secrets = [] } = spec;
  const asked = secrets.filter(({ from, given: isAsked }) => from ?? isAsked);
  const takes = asked.map(({ name }) => name);
  const strange = Object.keys(given).filter(name => !takes.includes(name));
  const missing = asked.filter(
    ({ name, from, given: isAsked }) =>
      isAsked && !from && !Object.hasOwn(given, name),
  );
  const problems = [
    ...strange.map(name => ({
      path: `secrets.${name}`,
      message: `It takes no secret '${name}'`,
    })),
    ...missing.map(({ name, title }) => ({
      path: `secrets.${name}`,
      message: `It needs a value for '${title ?? name}'`,
    })),
  ];
  if (problems.length > 0) throw wrongSecrets(problems);
  return {
    ...spec,
    secrets: secrets.map(secret =>
      secret.from
        ? { ...secret, given: Object.hasOwn(given, secret.name) }
        : secret,
    ),
  };
}
