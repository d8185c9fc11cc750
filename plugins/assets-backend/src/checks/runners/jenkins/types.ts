/** A Jenkins that checks modules; see config.d.ts. */
export interface JenkinsConfig {
  id: string;
  url: string;
  user: string;
  token: string;
  /** Its folders and name, with `{name}`, `{owner}`, `{repository}`, `{branch}` in them. */
  job: string;
  /** Pages of the forge whose repositories it checks, such as `https://github.com`. */
  forge: string;
  /** Owners there whose repositories it checks; all, where the job is by `{owner}`. */
  owners?: string[];
  /** Whether builds are asked for; else Jenkins starts them, and they are found. */
  starts: boolean;
  allowPrivateNetwork: boolean;
}
