import { randomUUID } from 'node:crypto';
import type {
  LaunchRequest,
  Workload,
  WorkloadState,
} from '@astrolabe/plugin-workloads-common';
import type { Command } from 'commander';
import type { App } from './app';
import { describeWorkload } from './describeWorkload';
import { givenSecrets } from './givenSecrets';
import { collect, withSite, withValues, withWait } from './options';
import type { Portal } from './portal';
import { untilAnswered } from './untilAnswered';
import { waitFor } from './wait';

/** What a launch takes, beside what it launches; `until` says what `--wait` waits for. */
export function withLaunch(command: Command, until: string): Command {
  return withWait(
    withSite(
      withValues(command)
        .option(
          '--secret <name[=file]>',
          'a secret that it asks for, from standard input or a file; may be given more than once',
          collect,
        )
        .option(
          '--idempotency-key <key>',
          'calls with the same key launch once; random unless told',
        ),
    ),
    until,
  );
}

/** Launches it, waits if that was wished for, and shows what came of it. */
export async function launchAndShow(
  { app, portal }: { app: App; portal: Portal },
  request: LaunchRequest,
  options: {
    idempotencyKey?: string;
    /** Names of secrets that are asked for, or `name=file`. */
    secret?: string[];
    wait?: boolean;
    timeout: number;
    json?: boolean;
    /** What is waited for. */
    states: WorkloadState[];
  },
): Promise<void> {
  const { wait, json, states, timeout } = options;
  const secrets = await givenSecrets(app, options.secret);
  const launched = await launch(
    { app, portal },
    { ...request, secrets },
    options.idempotencyKey,
  );
  const workload = wait
    ? await waitFor({ app, portal }, launched, {
        states,
        timeoutSeconds: timeout,
      })
    : launched;
  app.print({ json, value: workload, text: describeWorkload(workload) });
  if (!wait && !json) {
    app.note(`\nWatch it: astrolabe logs -f ${workload.id}`);
  }
}

/** With the same key it is one workload, however often it is asked for. */
export async function launch(
  { app, portal }: { app: App; portal: Portal },
  request: LaunchRequest,
  key: string = randomUUID(),
): Promise<Workload> {
  return untilAnswered(app, () => portal.workloads.launch(request, key));
}
