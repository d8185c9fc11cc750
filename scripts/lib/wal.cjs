// Puts the embedded databases into write-ahead mode before the portal opens
// them: the mode stays in the file, and Backstage has no setting for it. See
// docs/operator.md for what it gains.
const path = require('node:path');
const Database = require('better-sqlite3');

const backend = path.resolve(__dirname, '../../packages/backend');

/** Each backend plugin has a database of its own, named after it. */
function pluginIds() {
  const { dependencies } = require(path.join(backend, 'package.json'));
  return Object.keys(dependencies).flatMap(name => {
    const file = require.resolve(`${name}/package.json`, { paths: [backend] });
    const { backstage } = require(file);
    return backstage?.role === 'backend-plugin' ? [backstage.pluginId] : [];
  });
}

for (const plugin of pluginIds()) {
  const database = new Database(path.join(process.argv[2], `${plugin}.sqlite`));
  database.pragma('journal_mode = WAL');
  database.close();
}
