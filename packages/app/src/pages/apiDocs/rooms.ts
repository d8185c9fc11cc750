/** The rooms that have an API for people's programs; a test compares them with schemas/. */
export const rooms = [
  'workloads',
  'accounts',
  'assets',
  'communities',
  'storage',
] as const;
