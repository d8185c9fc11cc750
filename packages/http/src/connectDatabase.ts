import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';

/**
 * A room's database, with its tables as this version wants them.
 *
 * @param packageName whose folder `migrations` says how they are made
 * @public
 */
export async function connectDatabase(
  database: DatabaseService,
  packageName: string,
): ReturnType<DatabaseService['getClient']> {
  const db = await database.getClient();
  if (!database.migrations?.skip) {
    const directory = resolvePackagePath(packageName, 'migrations');
    await db.migrate.latest({ directory });
  }
  return db;
}
