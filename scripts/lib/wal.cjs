// Puts the embedded databases into write-ahead mode before the portal opens
// them: the mode stays in the file, and Backstage has no setting for it. See
// docs/operator.md for what it gains.
const path = require('node:path');
const Database = require('better-sqlite3');

const plugins = [
  'assets',
  'auth',
  'catalog',
  'communities',
  'events',
  'mcp-actions',
  'notifications',
  'permission',
  'signals',
  'user-settings',
  'workloads',
];

for (const plugin of plugins) {
  const database = new Database(path.join(process.argv[2], `${plugin}.sqlite`));
  database.pragma('journal_mode = WAL');
  database.close();
}
