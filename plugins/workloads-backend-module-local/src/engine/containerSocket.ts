import { existsSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';

/** Where Docker and Podman listen, in the order in which they are tried. */
function candidates(configured: string | undefined): string[] {
  if (configured) return [configured];
  const { DOCKER_HOST = '', XDG_RUNTIME_DIR } = process.env;
  return [
    // Only this machine's: containers elsewhere could not see the folders.
    ...(DOCKER_HOST.startsWith('unix://') ? [DOCKER_HOST.slice(7)] : []),
    '/var/run/docker.sock',
    '/run/podman/podman.sock',
    ...(XDG_RUNTIME_DIR
      ? [path.join(XDG_RUNTIME_DIR, 'podman/podman.sock')]
      : []),
  ];
}

/** The first socket that answers, or undefined. */
export async function findContainerSocket(
  configured: string | undefined,
): Promise<string | undefined> {
  for (const socketPath of candidates(configured)) {
    if (existsSync(socketPath) && (await answers(socketPath)))
      return socketPath;
  }
  return undefined;
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise(resolve => {
    const asking = request(
      { socketPath, path: '/_ping', timeout: 2000, agent: false },
      response => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    asking.once('timeout', () => asking.destroy());
    asking.once('error', () => resolve(false));
    asking.end();
  });
}
