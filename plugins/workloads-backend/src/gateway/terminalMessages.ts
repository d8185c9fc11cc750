import type {
  TerminalOpening,
  TerminalSize,
} from '@astrolabe/plugin-workloads-common';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

const length = z.number().int().min(1).max(1000);

const size = { columns: length, rows: length };

const wish = z.object({ resize: z.object(size).strict() }).strict();

/**
 * What the first message of a terminal asks for.
 *
 * @param tasks - of which it may be, the main one first
 * @throws InputError that names the field and what is allowed
 */
export function readOpening(
  text: string,
  [main, ...others]: string[],
): TerminalOpening {
  const opening = z
    .object({
      ...size,
      task: z.enum([main, ...others]),
      command: z.array(z.string().max(4096)).min(1).max(64).optional(),
    })
    .strict();
  const { success, data, error } = opening.safeParse(parse(text));
  if (success) return data;
  const [{ path, message }] = error.issues;
  throw new InputError(`Invalid '${path.join('.')}' of a terminal: ${message}`);
}

/** A wish for another size; undefined for what is none. */
export function readWish(text: string): TerminalSize | undefined {
  return wish.safeParse(parse(text)).data?.resize;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
