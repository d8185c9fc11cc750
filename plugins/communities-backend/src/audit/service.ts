import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { AuditTrail } from './AuditTrail';

/** The one trail of this process, which every room's auditor adds to. */
export const auditTrailServiceRef = createServiceRef<AuditTrail>({
  id: 'astrolabe.audit-trail',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { logger: coreServices.rootLogger },
      factory: ({ logger }) => new AuditTrail({ logger }),
    }),
});
