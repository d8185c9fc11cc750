import type { Project, ProjectFile } from '@astrolabe/plugin-assets-common';
import { z } from 'zod';
import { metadataFiles } from '../projects/reviewed';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const MOST_BYTES = 5 * 1024 ** 2;
/** Of what is told on: it goes into an answer and a log. */
const MOST_SAID = 2_000;

const madeSchema = z.union([
  z.object({ error: z.string() }),
  z.object({
    name: z.string().regex(NAME),
    files: z
      .array(
        z
          .object({
            path: z.string().min(1).max(500).refine(isInside),
            text: z.string(),
            encoding: z.literal('base64').optional(),
          })
          .refine(isReadable),
      )
      .min(1)
      .max(2_000),
    left: z.array(z.string()).max(10_000),
  }),
]);

/**
 * The project in what a sandbox answered. Hooks of the template may have written
 * that answer, so nothing in it is believed.
 *
 * @throws Error that says in a line why there is none
 */
export function readMade(answer: string): Project {
  const made = madeSchema.safeParse(parse(answer));
  if (!made.success) {
    const { path, message } = made.error.issues[0];
    throw new Error(
      `What it makes is no project (${[...path, message].join(' ')})`,
    );
  }
  if ('error' in made.data) {
    throw new Error(made.data.error.slice(0, MOST_SAID));
  }
  const { name, files, left } = made.data;
  if (left.length > 0) {
    const why = `It makes what is no file: ${left.slice(0, 5).join(', ')}`;
    throw new Error(why.slice(0, MOST_SAID));
  }
  const bytes = files.reduce(
    (sum, { text, encoding }) => sum + Buffer.byteLength(text, encoding),
    0,
  );
  if (bytes > MOST_BYTES) throw new Error('It makes more than 5 MB of files');
  const paths = files.map(({ path }) => path);
  const folders = new Set(paths.flatMap(foldersOf));
  if (
    new Set(paths).size < paths.length ||
    paths.some(path => folders.has(path))
  ) {
    throw new Error('It makes a file twice');
  }
  // Nobody could look at them.
  const unread = files.find(
    ({ path, encoding }) => encoding && metadataFiles.has(path),
  );
  if (unread) throw new Error(`It makes a ${unread.path} that is not in UTF-8`);
  return {
    name,
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

function parse(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return { error: 'It ended without an answer' };
  }
}

/** Whether a path leads to somewhere below, and into no repository of git's own. */
function isInside(path: string): boolean {
  const parts = path.split('/');
  return (
    !/[\p{Cc}\p{Cs}\\]/u.test(path) &&
    parts.every(part => !['', '.', '..'].includes(part)) &&
    !parts.some(part => part.toLowerCase() === '.git')
  );
}

function isReadable({ text, encoding }: Omit<ProjectFile, 'path'>): boolean {
  return !encoding || Buffer.from(text, encoding).toString(encoding) === text;
}

function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('/'));
}
