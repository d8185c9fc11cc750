import { createHash } from 'node:crypto';
import type { DeedProduct } from '@astrolabe/profiles';
import { v7 as uuid } from 'uuid';
import type { StoredRun } from '../checks/RunStore';
import type { RunReport } from '../checks/types';
import type { RepositoryRow } from '../publishing/RepositoryStore';
import type { ReleaseRow } from '../releases/ReleaseStore';
import type { NewDeed } from './ProvenanceStore';

/** Of checks that came to something; those that were overtaken did nothing. */
export function deedOfCheck(
  { run }: StoredRun,
  report: RunReport,
  files: readonly { path: string; text: string }[],
): NewDeed | undefined {
  const { state, startedAt, endedAt, checks } = report;
  if (state !== 'passed' && state !== 'failed' && state !== 'unclear') {
    return undefined;
  }
  const results = checks.map(({ name, status }) => ({ name, status }));
  return {
    ...{ once: `check:${run.id}`, kind: 'check', outcome: state },
    ...{ commit: run.commit, personRef: run.personRef, runner: run.runner },
    ...(startedAt && { startedAt }),
    endedAt: endedAt ?? new Date().toISOString(),
    made: [
      {
        ...{ kind: 'report', title: `Report of run ${run.id}` },
        sha256: sha256(JSON.stringify(results)),
      },
      ...files.map(
        ({ path, text }): DeedProduct => ({
          ...{ kind: 'sbom', title: path, sha256: sha256(text) },
        }),
      ),
    ],
  };
}

/** Of a release that is done: its page, its image, and where it is archived. */
export function deedOfRelease(row: ReleaseRow): NewDeed {
  const { id, personRef, version, createdAt, facts } = row;
  const { commit } = facts;
  return {
    ...{ once: `release:${id}`, kind: 'release', version, personRef },
    ...(commit && { commit }),
    ...{ startedAt: createdAt, endedAt: new Date().toISOString() },
    made: madeBy(facts),
  };
}

function madeBy({
  url,
  tag,
  image,
  isPublished,
  deposit,
}: ReleaseRow['facts']): DeedProduct[] {
  const doi = isPublished && deposit?.doi;
  const made: (DeedProduct | undefined | false | '')[] = [
    url && { kind: 'release', title: tag, iri: url },
    image && {
      ...{ kind: 'image', title: image.reference },
      sha256: image.digest.replace(/^sha256:/, ''),
    },
    doi && {
      ...{ kind: 'deposit', title: `DOI ${doi}` },
      iri: `https://doi.org/${doi}`,
    },
  ];
  return made.filter(
    each => each !== undefined && each !== false && each !== '',
  );
}

/** It was put into the catalogue, by whom: another deed each time. */
export function deedOfRegistration({
  personRef,
}: Pick<RepositoryRow, 'personRef'>): NewDeed {
  return {
    ...{ once: `register:${uuid()}`, kind: 'register', personRef, made: [] },
    endedAt: new Date().toISOString(),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
