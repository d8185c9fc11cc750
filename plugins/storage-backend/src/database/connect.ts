import type { DatabaseService } from '@backstage/backend-plugin-api';
import { connectDatabase } from '@astrolabe/http';

/** The room's database, with its tables as this version wants them. */
export const connect = (database: DatabaseService) =>
  connectDatabase(database, '@astrolabe/plugin-storage-backend');
