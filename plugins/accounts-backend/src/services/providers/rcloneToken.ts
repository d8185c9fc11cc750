import { password } from './fields';
import { TroubleError, type Values } from './types';

/** What rclone keeps of a sign-in, as `rclone authorize` prints it. */
interface RcloneToken {
  access_token: string;
  token_type?: string;
  refresh_token?: string;
  /** ISO 8601. */
  expiry?: string;
}

/** A field for what `rclone authorize` prints, where nobody signs in by the portal. */
export const rcloneToken = (backend: string) => ({
  ...password,
  title: 'Token',
  description: `What 'rclone authorize ${backend}' prints: {"access_token": …}`,
  format: 'textarea',
  maxLength: 16_000,
});

/**
 * The token to ask the service with; undefined where it is over and rclone makes
 * a new one by itself, as the client that it was given to.
 *
 * @throws TroubleError for what is no token of rclone
 */
export function presentToken({ token, login }: Values): string | undefined {
  if (login) return token;
  const { access_token: access, expiry, refresh_token: next } = read(token);
  const isOver = expiry !== undefined && Date.parse(expiry) < Date.now();
  if (!isOver) return access;
  if (next) return undefined;
  throw new TroubleError('expired', 'The token has expired');
}

/**
 * The token as rclone wants it. Of a sign-in by the portal it gets what holds
 * now: the next one is the portal's to ask for, which alone is the client.
 */
export function tokenForRclone({ token, login, endsAt }: Values): string {
  if (!login) return JSON.stringify(read(token));
  return JSON.stringify({
    access_token: token,
    token_type: 'Bearer',
    ...(endsAt && { expiry: endsAt }),
  });
}

/** A bare one, too, which a service has made for its owner. */
function read(text: string): RcloneToken {
  if (/^[\w.~+/=-]+$/.test(text)) return { access_token: text };
  try {
    const said = JSON.parse(text);
    if (typeof said?.access_token === 'string') return said;
  } catch {
    // It is said below, without what it is.
  }
  throw new TroubleError('unclear', 'It is not what rclone authorize prints');
}
