import {
  RiApps2Line,
  RiBookOpenLine,
  RiBrainLine,
  RiDatabase2Line,
  RiFolder3Line,
  RiHome4Line,
  RiLinksLine,
  RiRocketLine,
  RiServerLine,
  RiToolsLine,
} from '@remixicon/react';

/**
 * The places that everyone knows by name, in their usual order; a community
 * may have another (`navigation`). A page of another room that has a title and
 * an icon comes after them by itself.
 */
export const destinations = [
  { id: 'home', href: '/', Icon: RiHome4Line },
  { id: 'modules', href: '/modules', Icon: RiApps2Line },
  { id: 'tools', href: '/tools', Icon: RiToolsLine },
  { id: 'models', href: '/models', Icon: RiBrainLine },
  { id: 'datasets', href: '/datasets', Icon: RiDatabase2Line },
  { id: 'workloads', href: '/workloads', Icon: RiRocketLine },
  { id: 'accounts', href: '/accounts', Icon: RiLinksLine },
  { id: 'storage', href: '/storage', Icon: RiFolder3Line },
  { id: 'sites', href: '/sites', Icon: RiServerLine },
  { id: 'apiDocs', href: '/api-docs', Icon: RiBookOpenLine },
] as const;
