/** In the words of repostatus.org. */
export const statuses: Record<string, string> = {
  experimental: 'wip',
  production: 'active',
  deprecated: 'unsupported',
};
