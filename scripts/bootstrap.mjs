// The one door: `npm start`, `npm test` and every other script come through
// here, so that a machine needs nothing but Node >= 20 and npm.
//
//   node scripts/bootstrap.mjs start            set up what is missing, run the portal
//   node scripts/bootstrap.mjs setup            only set up
//   node scripts/bootstrap.mjs exec <command>   run a command of the checkout
import { run, root } from './lib/process.mjs';
import { setUp, toolchainEnv } from './lib/toolchain.mjs';

const [command = 'start', ...args] = process.argv.slice(2);

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(
    `Node ${process.versions.node} is too old: version 20 or later is needed to set up the portal.`,
  );
  process.exit(1);
}

try {
  const started = Date.now();
  await setUp();
  if (command === 'start') {
    const { startPortal } = await import('./lib/portal.mjs');
    await startPortal(started);
  } else if (command === 'exec') {
    process.exitCode = await run(args, { cwd: root, env: toolchainEnv() });
  } else if (command !== 'setup') {
    console.error(`Unknown command '${command}': use start, setup or exec.`);
    process.exitCode = 2;
  }
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
