import { readFile } from 'node:fs/promises';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import path from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { command, type App, type CommandFactory } from '../lib/app';
import { endpointOf } from '../lib/endpoints';
import { CliError, exitCodes, usageError } from '../lib/errors';
import { requestEndpoint } from '../lib/http';
import { collect } from '../lib/options';
import { plainText } from '../lib/text';

interface CallOptions {
  json?: boolean;
  method?: string;
  header?: string[];
  data?: string;
  form?: string[];
}

type CallArguments = [
  id: string,
  endpoint: string,
  path: string,
  options: CallOptions,
];

/** An HTTP request to an endpoint, with the right to be there. */
export const call: CommandFactory = app =>
  command('call', 'An HTTP request to an endpoint of a workload')
    .argument('<id>', 'id of the workload')
    .argument('<endpoint>', 'name of the endpoint')
    .argument('<path>', 'path and query, such as /v2/models/')
    .option('-X, --method <method>', 'GET, or POST where there is a body')
    .option('-H, --header <name: value>', 'a header', collect)
    .option('-d, --data <text>', 'the body; @file reads a file')
    .option(
      '-F, --form <name=value>',
      'a form field; name=@file sends a file',
      collect,
    )
    .action(async (...args) => {
      const [id, name, target, options] = args as unknown as CallArguments;
      const { workloads } = await app.portal();
      const endpoint = endpointOf(await workloads.get(id), name);
      const { token } = await workloads.openEndpoint(id, endpoint.name);
      const { body, type } = await bodyOf(options);
      const response = await requestEndpoint({
        url: targetUrl(target, endpoint.url),
        method: options.method ?? (body ? 'POST' : 'GET'),
        headers: {
          ...(type && { 'content-type': type }),
          ...headersOf(options),
          authorization: `Bearer ${token}`,
        },
        body,
        signal: app.signal,
      });
      await (options.json
        ? printAnswer(app, response)
        : passOn(response, app.terminal.stdout));
      assertDone(id, response);
    });

async function printAnswer(app: App, response: IncomingMessage) {
  const { statusCode: status, headers } = response;
  const text = await readText(response);
  const body = parsed(text, headers);
  app.print({ json: true, value: { status, headers, body }, text });
}

/** As it comes: every byte to a pipe, text to a terminal. */
function passOn(response: IncomingMessage, stdout: NodeJS.WriteStream) {
  return stdout.isTTY
    ? pipeline(response, plainText, stdout, { end: false })
    : pipeline(response, stdout, { end: false });
}

function assertDone(
  id: string,
  { statusCode = 0, statusMessage }: IncomingMessage,
) {
  if (statusCode < 400) return;
  throw new CliError(exitCodes.failure, {
    name: 'EndpointError',
    message: `The endpoint answered ${statusCode} ${
      statusMessage ?? ''
    }`.trim(),
    nextStep: `astrolabe logs ${id}`,
  });
}

/** A path of the endpoint, never another origin: the token is for it alone. */
function targetUrl(target: string, endpointUrl: string): URL {
  const { origin } = new URL(endpointUrl);
  const url = new URL(`${origin}${target.startsWith('/') ? '' : '/'}${target}`);
  if (url.origin !== origin) {
    throw usageError(`'${target}' is not a path of the endpoint`);
  }
  return url;
}

function headersOf({ header = [] }: CallOptions): Record<string, string> {
  return Object.fromEntries(
    header.map(line => {
      const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
      if (!name)
        throw usageError(`'${line}' is not a header`, 'Write name: value');
      return [name.toLowerCase(), value];
    }),
  );
}

async function bodyOf(
  options: CallOptions,
): Promise<{ body?: Buffer; type?: string }> {
  if (options.form && options.data !== undefined) {
    throw usageError('Give --data or --form, not both');
  }
  if (options.form) return formBody(options.form);
  if (options.data === undefined) return {};
  const body = options.data.startsWith('@')
    ? await readBody(options.data.slice(1))
    : Buffer.from(options.data);
  return { body, type: looksLikeJson(body) ? 'application/json' : undefined };
}

async function formBody(fields: string[]) {
  const form = new FormData();
  for (const field of fields) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(field) ?? [];
    if (!name)
      throw usageError(`'${field}' is not a form field`, 'Write name=value');
    if (value.startsWith('@')) {
      const file = value.slice(1);
      form.append(name, new Blob([await readBody(file)]), path.basename(file));
    } else {
      form.append(name, value);
    }
  }
  const encoded = new Response(form);
  return {
    body: Buffer.from(await encoded.arrayBuffer()),
    type: encoded.headers.get('content-type')!,
  };
}

async function readBody(file: string): Promise<Buffer<ArrayBuffer>> {
  try {
    return await readFile(file);
  } catch (error) {
    throw usageError(`'${file}' cannot be read: ${(error as Error).message}`);
  }
}

function looksLikeJson(body: Buffer): boolean {
  return parsedJson(body.toString('utf8')) !== undefined;
}

function parsed(text: string, headers: IncomingHttpHeaders): unknown {
  const isJson = /\bjson\b/.test(headers['content-type'] ?? '');
  return (isJson ? parsedJson(text) : undefined) ?? text;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A text that is no JSON is a body like any other.
    return undefined;
  }
}
