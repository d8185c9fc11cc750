/** What the table of sites says. */
export const siteTableWords = {
  title: 'Machines and GPUs',
  hint: 'Not eligible are GPUs that are broken, or in machines that are closed or do not answer.',
  site: 'Site',
  model: 'GPU',
  anyModel: 'Model not told',
  total: 'Total',
  eligible: 'Eligible',
  used: 'In use',
  free: 'Free',
  none: 'Not told',
} as const;
