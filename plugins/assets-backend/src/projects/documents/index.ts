import { toYaml } from '@astrolabe/profiles';
import { stringify as toToml } from 'smol-toml';
import { licenceText } from './licenceText';
import { toMarkdown } from './toMarkdown';

type Writer = (content: never) => string;

/** How each kind of file is written from data, by the end of its name. */
const writers: Record<string, Writer> = {
  toml: content => toToml(content),
  ...{ yml: toYaml, yaml: toYaml, cff: toYaml },
  json,
  ipynb: json,
  md: toMarkdown,
  in: (lines: string[]) => `${lines.join('\n')}\n`,
  LICENSE: licenceText,
  // A picture as it was given.
  svg: ({ text }: { text: string }) => `${text.trimEnd()}\n`,
};

/**
 * The text of a file, such that its reader gets the very values that are in it.
 *
 * @throws Error when no such file is known
 */
export function writeDocument(name: string, content: unknown): string {
  const writer = writers[name.split(/[./]/).at(-1)!];
  if (!writer) throw new Error(`Nothing writes files such as ${name}`);
  return writer(content as never);
}

function json(content: unknown): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
