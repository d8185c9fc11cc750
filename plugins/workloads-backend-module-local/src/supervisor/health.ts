import { request } from 'node:http';
import type {
  WorkloadHealth,
  WorkloadTask,
} from '@astrolabe/plugin-workloads-common';
import { isListening } from './ports.ts';

/** What a task answered when it was asked. */
export interface HealthAnswer {
  healthy: boolean;
  evidence: string;
}

/** Asks a task once. One without a health check is asked whether its ports listen. */
export async function askHealth(
  task: WorkloadTask,
  ports: Record<string, number>,
): Promise<HealthAnswer> {
  if (task.health) {
    // A question that cannot even be put is no reason to end the supervisor.
    return askHttp(task.health, ports[task.health.port]).catch(
      (error: Error) => ({ healthy: false, evidence: error.message }),
    );
  }
  for (const { name } of task.ports ?? []) {
    if (!(await isListening(ports[name]))) {
      return { healthy: false, evidence: `Nothing listens on port '${name}'.` };
    }
  }
  return { healthy: true, evidence: '' };
}

function askHttp(health: WorkloadHealth, port: number): Promise<HealthAnswer> {
  const path = health.path ?? '/';
  const limit = health.strict ? 400 : 500;
  return new Promise(resolve => {
    const finish = (healthy: boolean, what: string) =>
      resolve({
        healthy,
        evidence: `GET ${path} on '${health.port}': ${what}`,
      });
    const asking = request(
      { host: '127.0.0.1', port, path, timeout: 3000, agent: false },
      response => {
        response.resume();
        const status = response.statusCode ?? 0;
        finish(status < limit, `status ${status}`);
        asking.destroy();
      },
    );
    asking.once('timeout', () => {
      finish(false, 'no answer within 3 seconds');
      asking.destroy();
    });
    asking.once('error', error => finish(false, error.message));
    asking.end();
  });
}
