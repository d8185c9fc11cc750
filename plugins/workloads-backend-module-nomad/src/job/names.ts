/** The id of a workload's job: submitting twice is once, because there can be only one. */
export function jobIdOf(prefix: string, workloadId: string): string {
  return `${prefix}-${workloadId}`;
}

/** Where the generated secrets of a job are: its own tasks may read them there, and no others. */
export function variablePath(jobId: string): string {
  return `nomad/jobs/${jobId}`;
}

/** A name of ours in what Nomad makes an identifier of. */
export function identifier(name: string): string {
  return name.replaceAll('-', '_');
}

/** A port's name, where Nomad makes the name of a variable of it. */
export function portLabel(name: string): string {
  return `p_${identifier(name)}`;
}

/** A site is a datacentre of a region. */
export function siteIdOf(region: string, datacenter: string): string {
  return `${region}.${datacenter}`;
}

/** @returns undefined for a site of another region */
export function datacenterOf(
  region: string,
  siteId: string,
): string | undefined {
  return siteId.startsWith(`${region}.`)
    ? siteId.slice(region.length + 1)
    : undefined;
}

/** The group of tasks of a job; after a run on a node that is lost it has a number. */
export const GROUP = 'workload';
