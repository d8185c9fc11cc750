import { StoreAwayError } from '../errors';
import type { StoreHealth } from '../SecretStore';

export interface VaultRequest {
  method: 'GET' | 'POST' | 'DELETE';
  /** After `/v1/`. */
  path: string;
  body?: object;
  /** Doing it twice would not be the same as once. */
  isOnce?: boolean;
}

export interface VaultAnswer {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON of any shape
  body: any;
}

/** What came of asking one server. */
export type Outcome =
  | { answer: VaultAnswer }
  /** Another may be asked; `leader`: which. This one not before `againAt`, in milliseconds since 1970. */
  | { trouble: StoreAwayError; leader?: string; againAt?: number };

/** Errors of connections over which nothing was sent. */
const NOT_SENT = [
  ...['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'],
];

/**
 * Asks one server of Vault.
 *
 * @throws StoreAwayError where it may have done what must not be done twice
 */
export async function send(
  request: VaultRequest,
  options: {
    address: string;
    token?: string;
    namespace?: string;
    until: number;
  },
): Promise<Outcome> {
  const { method, path, body, isOnce } = request;
  const { address, token, namespace, until } = options;
  const unsure = (health: StoreHealth): Outcome => {
    const mayHaveChanged = isOnce || method === 'DELETE';
    const trouble = new StoreAwayError(health, { mayHaveChanged });
    if (isOnce) throw trouble;
    return { trouble };
  };
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${address}/v1/${path}`, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(Math.max(1, until - Date.now())),
      headers: {
        'x-vault-request': 'true',
        ...(token && { 'x-vault-token': token }),
        ...(namespace && { 'x-vault-namespace': namespace }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    text = await response.text();
  } catch (error) {
    const health = { state: 'away', reason: 'Vault does not answer' } as const;
    const { code = '' } = (error as { cause?: { code?: string } }).cause ?? {};
    if (NOT_SENT.includes(code)) return { trouble: new StoreAwayError(health) };
    return unsure(health);
  }
  const refused = refusalOf(response, text);
  if (refused) return refused;
  const answer = { status: response.status, body: parsed(text) };
  const isAnswer = answer.status < 500 && (answer.body || !text);
  if (isAnswer) return { answer };
  return unsure({ state: 'away', reason: 'Vault is in trouble' });
}

/** What says that nothing has been done. */
function refusalOf(
  { status, headers }: Response,
  text: string,
): Outcome | undefined {
  const trouble = (state: StoreHealth['state'], reason: string): Outcome => ({
    trouble: new StoreAwayError({ state, reason }),
  });
  if (status === 307) {
    const location = headers.get('location') ?? '';
    const leader = URL.canParse(location) ? new URL(location).origin : '';
    const reason = 'the server of Vault that leads does not answer';
    return { ...trouble('standby', reason), leader };
  }
  if (status === 501) return trouble('sealed', 'Vault is not initialised');
  if (status === 503 && text.includes('sealed')) {
    return trouble('sealed', 'Vault is sealed');
  }
  if (status === 429) {
    const wait = secondsOf(headers.get('retry-after')) * 1000;
    return {
      ...trouble('standby', 'Vault has too much to do'),
      againAt: Date.now() + wait,
    };
  }
  if ([472, 473].includes(status) || text.includes('node not active')) {
    return trouble('standby', 'no server of Vault leads at present');
  }
  return undefined;
}

/** `Retry-After`, which Vault gives in seconds; 0 where it gives none. */
function secondsOf(header: string | null): number {
  const seconds = Number(header);
  return seconds > 0 ? seconds : 0;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
