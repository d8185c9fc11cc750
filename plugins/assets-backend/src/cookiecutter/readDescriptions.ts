import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const FILE = 'cookiecutter.yaml';

const words = z.object({
  title: z.string().optional(),
  description: z.string().optional(),
});

const schema = z
  .object({
    title: z.string().min(1),
    summary: z.string().min(1),
    translations: z.record(z.string(), words).default({}),
    /** A folder or a zip file beside this one, or a commit of a repository. */
    template: z.union([
      z.string().min(1),
      z
        .object({
          git: z.string().regex(/^(https?|git):\/\/[^\s@]+$/, {
            message: 'has to be an https:, http: or git: address',
          }),
          commit: z.string().regex(/^[0-9a-f]{40}$/, {
            message: 'has to be the 40 digits of a commit',
          }),
        })
        .strict(),
    ]),
    /** Where in it the cookiecutter.json is. */
    folder: z
      .string()
      .refine(value => !path.isAbsolute(value) && !/(^|\/)\.\./.test(value), {
        message: 'has to be a folder in the template',
      })
      .default('.'),
  })
  .strict();

/** A `cookiecutter.yaml`, and where it is. */
export type CookiecutterDescription = z.infer<typeof schema> & {
  /** The name of its folder. */
  id: string;
  /** Its folder. */
  where: string;
};

/**
 * The folders below some whose template is cookiecutter's.
 *
 * @throws Error when one is not described as it should be
 */
export function readDescriptions(
  roots: readonly string[],
): CookiecutterDescription[] {
  return roots
    .filter(root => existsSync(root))
    .flatMap(root =>
      readdirSync(root)
        .sort()
        .filter(id => existsSync(path.join(root, id, FILE)))
        .map(id => readDescription(path.join(root, id))),
    );
}

function readDescription(where: string): CookiecutterDescription {
  const file = path.join(where, FILE);
  const read = schema.safeParse(parse(readFileSync(file, 'utf8')));
  if (!read.success) {
    const said = read.error.issues.map(
      issue => `'${issue.path.join('.')}' ${issue.message}`,
    );
    throw new Error(`${file}: ${said.join('; ')}`);
  }
  return { ...read.data, id: path.basename(where), where };
}
