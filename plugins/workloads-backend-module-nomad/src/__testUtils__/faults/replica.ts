/* A replica that can be killed: `node --require … replica.ts <options>`, in JSON; ids to see to come on stdin. */
import { createInterface } from 'node:readline';
import { ConfigReader } from '@backstage/config';
import createKnex from 'knex';
import { readNomadOptions } from '../../config';
import { NomadEngine } from '../../engine/NomadEngine';
import { DatabaseWorkloadStore, Reconciler } from './room';

const { connection, nomad } = JSON.parse(process.argv[2]);
const quiet = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => quiet,
};
const db = createKnex({ client: 'pg', connection, pool: { min: 0, max: 5 } });
const [options] = readNomadOptions(new ConfigReader({ workloads: { nomad } }));
const engine = NomadEngine.create(options);
const reconciler = new Reconciler({
  store: new DatabaseWorkloadStore(db),
  engines: new Map([[engine.id, engine]]),
  notifier: { changed: () => {}, deleted: () => {} } as never,
  logger: quiet,
  resyncSeconds: 2,
});
reconciler.start();
createInterface(process.stdin).on('line', id => reconciler.pursue(id));
process.stdin.on('close', () => process.exit());
process.stdout.write('started\n');
