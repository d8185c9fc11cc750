/* A portal that can be killed: `node --require … portal.ts <options> <workload>`, both in JSON. */
import { LocalEngine } from '../engine/LocalEngine';

const [options, workload] = process.argv.slice(2).map(text => JSON.parse(text));
const engine = LocalEngine.create(options);
process.stdout.write('opened\n');
engine.submit(workload).then(() => process.stdout.write('submitted\n'));
