/** The rooms that have an API for people's programs; a test compares them with schemas/. */
export const rooms = [
  'workloads',
  'assets',
  'communities',
  'accounts',
  'storage',
] as const;
