/** What a person may do, by the names that permissions have in the API. */
export const permission = {
  'access.approve': 'decide on requests for access to the community',
  'account.read': 'see the services that they have linked',
  'account.write': 'link services',
  'asset.read': 'see modules, tools, models and datasets',
  'asset.create': 'make the projects of modules and tools',
  'asset.import': 'import datasets of repositories into the catalogue',
  'audit.read': 'see what everybody did, in the audit log',
  'asset.refresh': 'have their sources read again',
  'scaffolder.action.execute': 'have templates do their work',
  'scaffolder.task.cancel': 'cancel what one began from a template',
  'scaffolder.task.create':
    'make something from a template, such as a portal for a community',
  'scaffolder.task.read': 'see what became of what one began from a template',
  'scaffolder.template.dry-run': 'try out templates',
  'scaffolder.template.management': 'look after templates',
  'scaffolder.template.parameter.read': 'see what templates ask for',
  'scaffolder.template.step.read': 'see what templates do',
  'page-views.read': 'see how often the pages of the community are opened',
  'catalog.entity.read': 'see the catalogue',
  'catalog.entity.refresh': 'have the catalogue read again',
  'catalog.location.read': 'see where the catalogue comes from',
  'secret.read': 'see their own secrets, without their values',
  'secret.write': 'keep secrets',
  'secret.manage': 'keep secrets for everybody in the community',
  'storage.read': 'see and download my files',
  'storage.write': 'upload, move and delete my files',
  'workload.create': 'launch workloads',
  'workload.read': 'see workloads',
  'workload.use': 'open, stop and restart workloads',
  'workload.delete': 'delete workloads',
  'workload.share': 'share workloads with others',
  'secret.import': 'take secrets of people over from another portal',
  'site.downtime': 'announce when a site will be down',
} as const;

/** Whether there are words for a permission. */
export function isWorded(name: string): name is keyof typeof permission {
  return Object.hasOwn(permission, name);
}
