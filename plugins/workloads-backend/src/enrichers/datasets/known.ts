import type { DatasetDescription } from '@astrolabe/plugin-assets-common';
import type { AssetsService } from '@astrolabe/plugin-assets-node';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import { withAdvice, type Advice } from '@astrolabe/http';
import { InputError, type ResponseError } from '@backstage/errors';

/** Who knows what datasets are. */
export type DatasetDirectory = Pick<AssetsService, 'describeDataset'>;

/** A launch waits no longer for repositories. */
const PATIENCE_MS = 4_000;
/** What a person has to know before anything starts; other trouble may pass until the data are fetched. */
const FINAL = ['DATASET_NOT_FOUND', 'DATASET_CLOSED', 'PRIVATE_ADDRESS'];

/**
 * What the repositories say, in the order of the sources; undefined for those
 * that do not answer in time: the task asks them again.
 *
 * @throws InputError for one that is known not to be there
 */
export async function describeAll(
  directory: DatasetDirectory,
  sources: readonly string[],
): Promise<(DatasetDescription | undefined)[]> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return Promise.all(
    sources.map(async source => {
      try {
        return await directory.describeDataset(source, { signal });
      } catch (error) {
        const { message, ...advice } = saidBy(error as Error);
        if (!FINAL.includes(advice.code)) return undefined;
        throw withAdvice(new InputError(`${source}: ${message}`), advice);
      }
    }),
  );
}

/** @throws InputError for one that is not given to everybody */
export function requireOpen(known: (DatasetDescription | undefined)[]): void {
  const closed = known.find(each => each && each.access !== 'open');
  if (!closed) return;
  throw withAdvice(
    new InputError(`'${closed.title}' cannot be fetched: it is not open`),
    {
      code: 'DATASET_CLOSED',
      cause: `${closed.repository.title} says that it is ${closed.access}`,
      nextStep:
        'Fetch it yourself, and upload it to your storage; or take another one.',
    },
  );
}

/** @throws InputError when they do not fit on the disk that the workload asks for */
export function requireRoom(
  known: (DatasetDescription | undefined)[],
  { tasks }: WorkloadSpec,
): void {
  const main = tasks.find(({ role }) => role === 'main');
  const disk = main?.resources.diskBytes ?? 0;
  const needed = known.reduce((sum, each) => sum + (each?.bytesTotal ?? 0), 0);
  // None is asked for: then nobody says how much there is.
  if (disk === 0 || needed <= disk) return;
  throw withAdvice(
    new InputError(
      `The datasets have ${inGiB(needed)}, and the disk ${inGiB(disk)}`,
    ),
    {
      code: 'DATASETS_TOO_LARGE',
      cause: known
        .flatMap(each =>
          each ? `${each.title}: ${inGiB(each.bytesTotal)}` : [],
        )
        .join('; '),
      nextStep: `Ask for at least ${inGiB(needed)} of disk, or for less data.`,
    },
  );
}

function inGiB(bytes = 0): string {
  return `${(Math.ceil((bytes / 1024 ** 3) * 100) / 100).toString()} GiB`;
}

/** An error as the other room said it. */
function saidBy(error: Error): Advice & { message: string } {
  const { body } = error as Partial<ResponseError>;
  const said = body?.error as (Error & Partial<Advice>) | undefined;
  return {
    message: said?.message ?? error.message,
    code: said?.code ?? error.name,
    ...(said?.cause ? { cause: String(said.cause) } : {}),
    ...(said?.nextStep ? { nextStep: said.nextStep } : {}),
  };
}
