import { checkAsset } from '@astrolabe/plugin-assets-common';
import semver from 'semver';
import type { Forge, Place, Tip } from '../forges';
import type { Tag } from '../forges/releases';
import { creatorsOf, type Described } from './archives/depositMetadata';
import { CHANGELOG, sectionOf, unreleasedOf, withSection } from './changelog';
import { nameOf } from '../images';
import { imageOf } from './imageOf';
import {
  metadataInvalid,
  nothingThere,
  versionTaken,
  versionTooLow,
} from './problems';
import { assertPythonVersion, assertVersion } from './versions';
import {
  CITATION,
  METADATA,
  PYPROJECT,
  versionIn,
  withCitation,
  withRelease,
  withVersion,
  type Written,
} from './versionFiles';

/** What is to be released. */
export interface Wanted {
  /** Of the asset. */
  name: string;
  version: string;
  notes?: string;
}

/** What its commit would be, on what is there now. */
export interface Plan {
  tip: Tip;
  tag: string;
  /** Its section of the changelog. */
  section: string;
  described: Described;
  /** The image whose tag of this version will be signed. */
  image?: string;
  /** The DOI of the version before, where it was of an archive. */
  doiBefore?: string;
  /** With the DOI, as soon as there is one. */
  filesWith(doi: string | undefined): { path: string; text: string }[];
}

/** @throws an error with advice where it cannot be released as it is */
export async function planRelease(
  forge: Forge,
  place: Place,
  { name, version, notes }: Wanted,
): Promise<Plan> {
  assertVersion(version);
  const tip = await forge.tip(place);
  const url = `${forge.pages}/${place.owner}/${place.name}`;
  if (!tip) throw nothingThere(url);
  const tags = await forge.releases.tags(place);
  const last = highestOf(tags);
  const tag = tagOf(version, last);
  if (last && !semver.gt(version, versionOf(last))) {
    const isThere = tags.some(each => each.name === tag);
    throw isThere ? versionTaken(tag, url) : versionTooLow(version, last.name);
  }
  if (await forge.releases.tag(place, tag)) throw versionTaken(tag, url);
  const files = await readAll(forge, place, tip.commit);
  const metadata = files[METADATA] ?? '';
  const { problems } = checkAsset(metadata, 'module', name);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw metadataInvalid(METADATA, errors);
  const declared = versionIn(files[PYPROJECT] ?? '');
  if (declared) assertPythonVersion(version);
  if (semver.valid(declared) && semver.lt(version, declared!)) {
    throw versionTooLow(version, `${declared} of ${PYPROJECT}`);
  }
  const commits = await forge.releases.commits(place, {
    ...{ since: last?.name, until: tip.commit },
  });
  const section = sectionOf({
    ...{ notes, unreleased: unreleasedOf(files[CHANGELOG] ?? '') },
    messages: commits.map(({ message }) => message),
  });
  const doiBefore = zenodoDoiOf(metadata);
  const image = imageOf(metadata);
  return {
    ...(image && { image: `${nameOf(image)}:${tag}` }),
    ...{ tip, tag, section, doiBefore },
    described: describedBy(files, { version, repository: url }),
    filesWith: doi => {
      const date = new Date().toISOString().slice(0, 10);
      const written = { version, date, doi, doiBefore };
      return changedFiles(files, { ...written, section });
    },
  };
}

/** What an archive is told of a commit. */
export async function describedAt(
  forge: Forge,
  place: Place,
  { commit, version }: { commit: string; version: string },
): Promise<Described> {
  const files = await readAll(forge, place, commit);
  const repository = `${forge.pages}/${place.owner}/${place.name}`;
  return describedBy(files, { version, repository });
}

function describedBy(
  files: Files,
  of: Pick<Described, 'version' | 'repository'>,
): Described {
  const creators = creatorsOf(files[CITATION]);
  return { ...of, metadata: files[METADATA] ?? '', creators };
}

type Files = Record<string, string | undefined>;

async function readAll(
  forge: Forge,
  place: Place,
  commit: string,
): Promise<Files> {
  const paths = [METADATA, CHANGELOG, PYPROJECT, CITATION];
  const texts = paths.map(async path => [
    path,
    await forge.read(place, path, commit),
  ]);
  return Object.fromEntries(await Promise.all(texts));
}

function changedFiles(
  files: Files,
  written: Written & { section: string },
): { path: string; text: string }[] {
  const writers: [string, (text: string) => string][] = [
    [METADATA, text => withRelease(text, written)],
    [PYPROJECT, text => withVersion(text, written)],
    [CITATION, text => withCitation(text, written)],
  ];
  const changed = writers.flatMap(([path, write]) => {
    const before = files[path];
    if (before === undefined) return [];
    const text = write(before);
    return text === before ? [] : [{ path, text }];
  });
  const text = withSection(files[CHANGELOG], written);
  return [{ path: CHANGELOG, text }, ...changed];
}

/** The DOI that an archive has given the version before. */
function zenodoDoiOf(metadata: string): string | undefined {
  const { spec } = checkAsset(metadata, 'module');
  const link = spec?.links?.zenodoDoi ?? '';
  return /10\.\d{4,9}\/zenodo\.\d+/.exec(link)?.[0];
}

function highestOf(tags: Tag[]): Tag | undefined {
  return tags
    .filter(({ name }) => semver.valid(name))
    .sort((one, other) => semver.rcompare(one.name, other.name))
    .at(0);
}

function versionOf({ name }: Tag): string {
  return semver.valid(name)!;
}

/** As those before are called. */
function tagOf(version: string, last: Tag | undefined): string {
  return last && !last.name.startsWith('v') ? version : `v${version}`;
}
