import {
  checkAsset,
  OWN_FORMAT,
  type AssetProblem,
} from '@astrolabe/plugin-assets-common';
import { assertError } from '@backstage/errors';
import { ForgeError } from '../forges';
import { placeOf } from '../publishing/placeOf';
import type { ForgeOf } from '../publishing/PublishedSource';
import { MODULE_FILE as METADATA } from '../publishing/kinds';
import { LARGEST } from '../publishing/Rereader';
import { troubles } from '../publishing/troubles';
import { RunnerAwayError, type CheckResult, type RunStart } from './types';

/** So long is waited for what does not answer. */
const PATIENCE_MS = 60 * 60_000;

/** What came of it; without a log, where nothing was read. */
export interface MetadataResult extends Pick<CheckResult, 'status' | 'reason'> {
  log?: string;
}

/** Metadata as they are in a commit, by the validator that the whole portal has. */
export class MetadataCheck {
  readonly #forgeOf: ForgeOf;

  constructor(forgeOf: ForgeOf) {
    this.#forgeOf = forgeOf;
  }

  /**
   * @param since when it could first have been read (ISO 8601)
   * @throws ForgeError, RunnerAwayError where it could not be read, and not for
   *   long: it is asked again, since nothing of the run may be lost by it
   */
  async of(run: RunStart, since: string): Promise<MetadataResult> {
    try {
      return await this.#read(run);
    } catch (error) {
      assertError(error);
      const isLate = Date.now() - Date.parse(since) > PATIENCE_MS;
      if (!isLate && mayPass(error)) {
        throw error instanceof ForgeError
          ? error
          : new RunnerAwayError(error.message);
      }
      return { status: 'skipped', reason: error.message };
    }
  }

  async #read({ repository, commit }: RunStart): Promise<MetadataResult> {
    const { personRef, account } = repository;
    const forge = await this.#forgeOf(personRef, account);
    const place = await placeOf(forge, repository);
    if (!forge || !place) {
      const trouble = forge ? troubles.gone : troubles.unlinked;
      return { status: 'skipped', reason: `Not read: ${trouble}.` };
    }
    return resultOf(await forge.read(place, METADATA, commit));
  }
}

/** Of what is no forge's word, nobody knows. */
function mayPass(error: Error): boolean {
  if (!(error instanceof ForgeError)) return true;
  return error.trouble === 'away' || error.trouble === 'limited';
}

function resultOf(text: string | undefined): MetadataResult {
  if (text === undefined) return failed(troubles.metadata);
  if (text.length > LARGEST) return failed(troubles.large);
  const { format, problems, valid } = checkAsset(text, 'module');
  if (format === OWN_FORMAT) return failed(troubles.format);
  const log = problems.map(lineOf).join('') || `${METADATA}: nothing wrong\n`;
  if (valid) return { status: 'passed', log };
  const [first, ...more] = problems.filter(isError);
  const others =
    more.length > 0 ? ` And ${more.length} more: see its log.` : '';
  return { status: 'failed', reason: `${sentenceOf(first)}${others}`, log };
}

/** Of the file as a whole. */
function failed(trouble: string): MetadataResult {
  const reason = `As a module, ${trouble}.`;
  return { status: 'failed', reason, log: `${METADATA}: error: ${reason}\n` };
}

function isError({ severity }: AssetProblem): boolean {
  return severity === 'error';
}

function sentenceOf({ line, column, message, fix }: AssetProblem): string {
  const at = line === undefined ? '' : `Line ${line}, column ${column}: `;
  return [at + message, fix].filter(Boolean).join(' ');
}

/** As compilers write it, so that editors lead to it. */
function lineOf({ line, column, ...problem }: AssetProblem): string {
  const { severity, message, allowed, fix } = problem;
  const at = line === undefined ? METADATA : `${METADATA}:${line}:${column}`;
  return [
    `${at}: ${severity}: ${message}`,
    ...(allowed && !fix?.includes(allowed[0])
      ? [`  allowed: ${allowed.join(', ')}`]
      : []),
    ...(fix ? [`  to mend it: ${fix}`] : []),
    '',
  ].join('\n');
}
