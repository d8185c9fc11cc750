import type { IncomingMessage, ServerResponse } from 'node:http';
import type {
  EndpointTarget,
  WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';
import type { IngressConfig } from '../../config';
import type { Front } from '../Fronts';
import type { HeaderRules } from '../HeaderRules';
import { traefikRoutes } from './traefikRoutes';

/** Serves what an ingress needs to carry by itself: what leads where, and who may. */
export class IngressDesk {
  readonly #engines: ReadonlyMap<string, WorkloadEngine>;
  readonly #headers: HeaderRules;

  constructor(options: {
    engines: ReadonlyMap<string, WorkloadEngine>;
    headers: HeaderRules;
  }) {
    this.#engines = options.engines;
    this.#headers = options.headers;
  }

  /** Says what leads where. */
  async sendRoutes(
    response: ServerResponse,
    ingress: IngressConfig,
  ): Promise<void> {
    const answers = await Promise.allSettled(
      [...this.#engines.values()].map(engine => engine.routes(ingress.siteId)),
    );
    const routes = answers.flatMap(answer =>
      answer.status === 'fulfilled' ? answer.value : [],
    );
    // A site is one engine's. Which one, is not known while that is silent.
    const isSilent = answers.some(({ status }) => status === 'rejected');
    if (routes.length === 0 && isSilent) {
      // It goes on with what it has.
      response.writeHead(503).end();
      return;
    }
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end(JSON.stringify(traefikRoutes(routes, ingress)));
  }

  /** Says that a request may pass, and with which headers. */
  letPass(
    request: IncomingMessage,
    response: ServerResponse,
    { front, target }: { front: Front; target: EndpointTarget },
  ): void {
    this.#headers.toProgram(request, target, front);
    const { headers } = request;
    const names = [
      'authorization',
      'cookie',
      'x-forwarded-host',
      'x-forwarded-proto',
      ...Object.keys(target.headers).map(name => name.toLowerCase()),
    ];
    for (const name of names) {
      const value = headers[name];
      if (value !== undefined) response.setHeader(name, value);
    }
    response.setHeader('cache-control', 'no-store');
    response.writeHead(204);
    response.end();
  }
}
