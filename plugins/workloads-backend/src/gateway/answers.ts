import { createHash } from 'node:crypto';
import type {
  IncomingMessage,
  OutgoingHttpHeaders,
  ServerResponse,
} from 'node:http';
import type { EndpointView } from '@astrolabe/plugin-workloads-common';
import type { WorkloadRecord } from '../database';

/** What the gateway says itself, when it does not pass a request on. */
export interface Answer {
  status: number;
  code: string;
  title: string;
  text: string;
  link?: { href: string; text: string };
  /** The page comes again by itself. */
  refreshSeconds?: number;
}

interface Place {
  record: WorkloadRecord;
  endpoint: EndpointView;
}

const STARTING_SECONDS = 2;

export const answers = {
  malformed: (): Answer => ({
    status: 400,
    code: 'INVALID_ADDRESS',
    title: 'This is no address',
    text: 'The request asks for something that is neither a path nor an http address.',
  }),

  unknown: (): Answer => ({
    status: 404,
    code: 'ENDPOINT_NOT_FOUND',
    title: 'There is nothing here',
    text: 'This is no address of a workload.',
  }),

  /** Says nothing of the place: a stranger must not learn that it exists. */
  signedOut: (portalUrl: string): Answer => ({
    status: 401,
    code: 'SIGN_IN_REQUIRED',
    title: 'Open this from the portal',
    text: 'Only the person who launched it may see it, as long as it is there. Sign in to the portal and open it from your workloads.',
    link: { href: `${portalUrl}/workloads`, text: 'Go to My workloads' },
  }),

  foreign: (): Answer => ({
    status: 403,
    code: 'FOREIGN_ORIGIN',
    title: 'Another site asked for this',
    text: 'Only pages of this endpoint itself may use your session. Programs send a token.',
  }),

  starting: ({ record, endpoint }: Place): Answer => ({
    status: 503,
    code: 'STARTING',
    title: `${endpoint.title} is starting`,
    text: `${record.reason.message} This page comes again by itself.`,
    refreshSeconds: STARTING_SECONDS,
  }),

  ended: ({ record }: Place, portalUrl: string): Answer => ({
    status: 410,
    code: 'ENDED',
    title: `${record.title} does not run any more`,
    text: record.reason.message,
    link: {
      href: `${portalUrl}/workloads/${record.id}`,
      text: 'See it in the portal',
    },
  }),

  silent: ({ record, endpoint }: Place, portalUrl: string): Answer => ({
    status: 502,
    code: 'UPSTREAM_SILENT',
    title: `${endpoint.title} does not answer`,
    text: 'The program runs, but it did not answer. Its log may say why.',
    link: {
      href: `${portalUrl}/workloads/${record.id}`,
      text: 'See its log in the portal',
    },
  }),
};

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:36rem;margin:15vh auto 0;padding:0 1rem}
h1{font-size:1.5rem;line-height:1.25;overflow-wrap:anywhere}p{overflow-wrap:anywhere}`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** Says it as a page to a browser, and as JSON to a program. */
export function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
): void {
  const isPage = request.headers.accept?.includes('text/html') ?? false;
  const body = isPage ? pageOf(answer) : jsonOf(answer);
  const headers: OutgoingHttpHeaders = {
    'content-type': isPage
      ? 'text/html; charset=utf-8'
      : 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'self'`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
  if (answer.status === 401) headers['www-authenticate'] = 'Bearer';
  if (answer.refreshSeconds)
    headers['retry-after'] = String(answer.refreshSeconds);
  response.writeHead(answer.status, headers);
  response.end(request.method === 'HEAD' ? undefined : body);
}

function pageOf({ title, text, link, refreshSeconds }: Answer): string {
  const refresh = refreshSeconds
    ? `<meta http-equiv="refresh" content="${refreshSeconds}">`
    : '';
  const way = link
    ? `<p><a href="${escape(link.href)}">${escape(link.text)}</a></p>`
    : '';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${refresh}<title>${escape(
    title,
  )}</title><style>${style}</style></head><body><main><h1>${escape(
    title,
  )}</h1><p role="status">${escape(text)}</p>${way}</main></body></html>\n`;
}

/** The same shape as the portal's errors. */
function jsonOf({ status, code, title, text, link }: Answer): string {
  return JSON.stringify({
    error: {
      name: 'GatewayError',
      message: title,
      code,
      cause: text,
      ...(link && { nextStep: `${link.text}: ${link.href}` }),
    },
    response: { statusCode: status },
  });
}

function escape(text: string): string {
  return text.replace(
    /[&<>"']/g,
    character => `&#${character.codePointAt(0)};`,
  );
}
