import {
  chmod,
  mkdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** What is kept between two calls. The token is a secret: the file is its owner's alone. */
export interface StoredSession {
  /** Address of the portal, without a slash at its end. */
  url: string;
  token: string;
  /** UTC, ISO 8601; absent when the token does not say. */
  expiresAt?: string;
  /** Person of development sign-in, so that a new token can be had without asking. */
  person?: string;
}

export function sessionFilePath(env: NodeJS.ProcessEnv): string {
  const base = env.XDG_CONFIG_HOME || path.join(homedir(), '.config');
  return path.join(base, 'astrolabe', 'config.json');
}

export async function readSession(
  env: NodeJS.ProcessEnv,
): Promise<StoredSession | undefined> {
  try {
    return JSON.parse(await readFile(sessionFilePath(env), 'utf8'));
  } catch (error) {
    // Absent: never signed in. Unreadable JSON: as good as that, and `login` mends it.
    if (error instanceof SyntaxError || isMissing(error)) return undefined;
    throw error;
  }
}

/** Written beside and renamed, so that a break leaves the old one whole. */
export async function writeSession(
  env: NodeJS.ProcessEnv,
  session: StoredSession,
): Promise<void> {
  const file = sessionFilePath(env);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(session, null, 2)}\n`, {
    mode: 0o600,
  });
  await chmod(draft, 0o600);
  await rename(draft, file);
}

export async function removeSession(env: NodeJS.ProcessEnv): Promise<boolean> {
  const had = (await readSession(env)) !== undefined;
  await rm(sessionFilePath(env), { force: true });
  return had;
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
