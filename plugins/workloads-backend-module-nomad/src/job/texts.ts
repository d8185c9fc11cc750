import {
  because,
  type EngineValue,
  type WorkloadText,
} from '@astrolabe/plugin-workloads-common';
import { RefusedError } from '@astrolabe/plugin-workloads-node';

/**
 * Texts reach a task through Nomad's templates, and never by its own
 * interpolation: that would replace `${…}` in what a person typed. A template
 * begins an action only at its delimiter, and ours is one that stands in none
 * of the workload's texts. So whatever a person typed is outside of every
 * action, and arrives as it is.
 */
export interface Delimiters {
  left: string;
  right: string;
}

/** Delimiters that are in none of the texts. */
export function delimitersFor(texts: string[]): Delimiters {
  for (let n = 0; ; n++) {
    const left = `[astrolabe-${n}[`;
    const right = `]astrolabe-${n}]`;
    if (!texts.some(text => text.includes(left) || text.includes(right))) {
      return { left, right };
    }
  }
}

/** The parts of a text that a person may have typed. */
export function literals(text: WorkloadText): string[] {
  if (typeof text === 'string') return [text];
  return text.parts.filter(part => typeof part === 'string');
}

/**
 * How engine values are said in a template of one task. `next` is what follows
 * after a colon, as the port follows the host in an address. `inQuotes`: between
 * the quotes of a line of an environment, where a secret may have quotes itself.
 */
export type Say = (
  value: EngineValue,
  next?: EngineValue,
  inQuotes?: boolean,
) => string;

/** A template that gives exactly this text. */
export function fileTemplate(text: WorkloadText, say: Say): string {
  const content = joined(text, { literal: part => part, say });
  // Nomad takes no empty template.
  return content === '' ? say({}) : content;
}

/** A template for lines `NAME="text"`, which Nomad reads as a task's environment. */
export function envTemplate(env: Record<string, WorkloadText>, say: Say) {
  return Object.entries(env)
    .map(([name, text]) => {
      const quoted = joined(text, {
        literal: part => JSON.stringify(part).slice(1, -1),
        say: (value, next) => say(value, next, true),
      });
      return `${name}="${quoted}"\n`;
    })
    .join('');
}

/** Whether Nomad would take it as it is, in the configuration of a driver. */
export function isPlain(text: WorkloadText): text is string {
  return typeof text === 'string' && !/[$%]\{/.test(text);
}

/** @throws RefusedError for what no process can be given */
export function assertPassable(texts: string[]): void {
  if (texts.some(text => text.includes('\0'))) {
    throw new RefusedError(because('engine-refused.nul'));
  }
}

function joined(
  text: WorkloadText,
  how: { literal(part: string): string; say: Say },
): string {
  const parts = typeof text === 'string' ? [text] : text.parts;
  const afterColon = (index: number) => {
    const next = parts[index + 1] === ':' ? parts[index + 2] : undefined;
    return typeof next === 'string' ? undefined : next;
  };
  return parts
    .map((part, index) =>
      typeof part === 'string'
        ? how.literal(part)
        : how.say(part, afterColon(index)),
    )
    .join('');
}
