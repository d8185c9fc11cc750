/** The quotas that come with the portal, by their id, with the titles that they have there. */
export const builtInQuotas = {
  try: 'Trials of one person',
  'try-all': 'Trials of everybody',
} as const;
