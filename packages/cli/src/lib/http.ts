import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { CliError, exitCodes } from './errors';
import { connectTo } from './localNames';

/** A request to a workload's endpoint. */
export interface EndpointRequest {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body?: Buffer;
  signal: AbortSignal;
}

/**
 * One HTTP request, answered as soon as the headers are there. Not `fetch`,
 * which asks the system's resolver for `connectTo`'s names.
 */
export function requestEndpoint(
  options: EndpointRequest,
): Promise<IncomingMessage> {
  const { url, method, headers, body, signal } = options;
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = send(
      {
        host: connectTo(url.hostname),
        port: url.port || undefined,
        servername: isIP(url.hostname) ? undefined : url.hostname,
        path: `${url.pathname}${url.search}`,
        method,
        headers: {
          host: url.host,
          ...(body && { 'content-length': String(body.length) }),
          ...headers,
        },
        signal,
      },
      resolve,
    );
    outgoing.on('error', error => reject(unreachable(url, error)));
    outgoing.end(body);
  });
}

function unreachable(url: URL, error: Error): CliError {
  return new CliError(exitCodes.unavailable, {
    name: 'UnreachableError',
    message: `The endpoint at ${url.origin} cannot be reached`,
    cause: (error as NodeJS.ErrnoException).code ?? error.message,
    nextStep: 'Look whether it runs: astrolabe list',
  });
}
