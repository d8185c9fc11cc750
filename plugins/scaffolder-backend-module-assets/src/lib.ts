import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ProjectFile, ProjectWish } from '@astrolabe/plugin-assets-common';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError, ResponseError } from '@backstage/errors';

/** What an error of the assets room says beside its message. */
interface Told {
  cause?: string;
  nextStep?: string;
  problems?: { path: string; message: string }[];
}

/** A task tells one line of an error: all that the room has said is in it. */
export async function told<T>(ask: Promise<T>): Promise<T> {
  try {
    return await ask;
  } catch (error) {
    if (!(error instanceof ResponseError)) throw error;
    const { message, ...said } = error.body.error;
    const { cause, nextStep, problems } = said as Told;
    const fields = problems?.map(each => `${each.path}: ${each.message}`);
    const parts = [message, fields?.join('; ') ?? cause, nextStep];
    throw new InputError(parts.filter(Boolean).join('. '));
  }
}

/** The room checks them by the form, group by group. */
export const groupsOf = (values: Record<string, unknown>) =>
  values as ProjectWish['values'];

/** Into the workspace of the task, for what comes after and for a dry run to show. */
export async function writeFiles(
  workspace: string,
  files: ProjectFile[],
): Promise<void> {
  for (const { path: name, text, encoding } of files) {
    const file = resolveSafeChildPath(workspace, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, Buffer.from(text, encoding ?? 'utf8'));
  }
}
