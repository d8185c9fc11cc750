import type {
  Project,
  PublishedProject,
  PublishingStep,
  PublishRequest,
} from '@astrolabe/plugin-assets-common';
import {
  ForgeError,
  type Forge,
  type ForgeRepository,
  type Place,
} from '../forges';
import type { Catalogue } from './Catalogue';
import { repositoryChanged, repositoryExists } from './problems';

/** What is to be made where. */
export interface Making {
  personRef: string;
  account: string;
  asked: PublishRequest;
  project: Project;
  forge: Forge;
  owner: string;
}

/** What would be done; nothing is. */
export async function planOf(
  making: Making,
  catalogue: Catalogue,
): Promise<PublishedProject> {
  const { forge, asked, project } = making;
  const place = placeOf(making);
  const found = await forge.find(place);
  if (found) throw repositoryExists(found.url);
  const entry = await catalogue.planOf(making);
  return {
    ...{ url: `${forge.pages}/${place.owner}/${place.name}`, ...place },
    visibility: asked.to.visibility,
    files: project.files.length,
    metadata: project.metadata,
    steps: [
      { id: 'repository', state: 'planned' },
      { id: 'files', state: 'planned' },
      { id: 'protection', state: 'planned' },
      { id: 'catalogue', state: 'planned', ...entry.skipped },
    ],
    entityRef: entry.entityRef,
    dryRun: true,
  };
}

/**
 * Makes it, or goes on with one that an earlier try has begun: that one says so
 * by the id of its wish, in its description until all is in it, and in its commit.
 */
export async function makeRepository(
  making: Making,
  wish: { id: string; wish: string; catalogue: Catalogue },
): Promise<PublishedProject> {
  const { forge, asked, project } = making;
  const place = placeOf(making);
  await begin(making, wish.id);
  await fill(making, wish);
  const protection = await protect(forge, place);
  const repository = await forge.describe({
    ...{ ...place, description: descriptionOf(making) },
    visibility: asked.to.visibility,
  });
  const entry = await wish.catalogue.show(making, repository);
  return {
    ...{ url: repository.url, cloneUrl: repository.cloneUrl, ...place },
    visibility: repository.visibility,
    files: project.files.length,
    metadata: project.metadata,
    steps: [
      { id: 'repository', state: 'done' },
      { id: 'files', state: 'done' },
      protection,
      { id: 'catalogue', state: 'done', ...entry.skipped },
    ],
    entityRef: entry.entityRef,
    dryRun: false,
  };
}

async function begin(making: Making, id: string): Promise<ForgeRepository> {
  const { forge, asked } = making;
  const place = placeOf(making);
  const ours = async (found: ForgeRepository) => {
    if (found.description.includes(id)) return found;
    if ((await forge.head(place))?.includes(id)) return found;
    throw repositoryExists(found.url);
  };
  const found = await forge.find(place);
  if (found) return ours(found);
  try {
    return await forge.create({
      ...{ ...place, visibility: asked.to.visibility },
      description: `Being made: ${id}`,
    });
  } catch (error) {
    const isTaken = error instanceof ForgeError && error.trouble === 'taken';
    const other = isTaken && (await forge.find(place));
    if (other) return ours(other);
    throw error;
  }
}

async function fill(
  making: Making,
  { id, wish }: { id: string; wish: string },
): Promise<void> {
  const { forge, asked, project } = making;
  const place = placeOf(making);
  const trailer = `Astrolabe-Project: ${id}/${wish.slice(0, 16)}`;
  const head = await forge.head(place);
  if (head?.includes(trailer)) return;
  const where = `${forge.pages}/${place.owner}/${place.name}`;
  // What an earlier try has put in was asked for otherwise.
  if (head?.includes(id)) throw repositoryExists(where);
  if (head !== undefined) throw repositoryChanged(where);
  const message = `Begin with the template ${asked.template}\n\n${trailer}\n`;
  await forge.commit(place, { message, files: project.files });
}

/** Some forges let branches be protected for money alone: that is no failure. */
async function protect(forge: Forge, place: Place): Promise<PublishingStep> {
  try {
    await forge.protect(place);
    return { id: 'protection', state: 'done' };
  } catch (error) {
    const isNo =
      error instanceof ForgeError &&
      ['forbidden', 'unclear'].includes(error.trouble);
    if (!isNo) throw error;
    return { id: 'protection', state: 'skipped', reason: error.message };
  }
}

function placeOf({ owner, project }: Making): Place {
  return { owner, name: project.name };
}

function descriptionOf({ asked, project }: Making): string {
  const { summary, title } = asked.values.module ?? {};
  return String(summary ?? title ?? project.name);
}
