import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { DatabaseTicketStore } from '../database';
import type { AuthorizedStorages, Storages, Tasks } from '../service';

export interface RouteParts {
  storages: AuthorizedStorages;
  /** Without a look at permissions: for addresses that were given out after one. */
  everybodys: Storages;
  tasks: Tasks;
  tickets: DatabaseTicketStore;
  auditor: AuditorService;
  httpAuth: HttpAuthService;
}
