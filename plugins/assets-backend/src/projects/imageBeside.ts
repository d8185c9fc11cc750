/** Forges with a registry in which a repository has its images under its own name. */
const registries: Record<string, string> = {
  'github.com': 'ghcr.io',
  'gitlab.com': 'registry.gitlab.com',
};

/** The image that the CI of a project pushes; undefined where it pushes none. */
export function imageBeside(sourceUrl: string): string | undefined {
  const url = URL.parse(sourceUrl);
  const registry = registries[url?.host ?? ''];
  return registry && `${registry}${url!.pathname.toLowerCase()}`;
}
