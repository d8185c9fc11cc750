import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { withAdvice } from '@astrolabe/http';
import {
  type Asset,
  type AssetKind,
  type BadgeName,
  type CheckRun,
  type CheckState,
} from '@astrolabe/plugin-assets-common';
import { NotFoundError } from '@backstage/errors';
import { checkedOf, type RunStore } from '../checks';
import { PUBLISHED } from '../publishing';
import type { RepositoryStore } from '../publishing/RepositoryStore';
import type { AssetService } from '../service';
import { drawBadge, type BadgeText } from './drawBadge';

/** What these sources read, everybody can read where it is from. */
const OPEN_SOURCES = /^(forge:|external:|imported$)/;

interface Name {
  kind: AssetKind;
  name: string;
}

const said: Record<CheckState, { text: string; tone: BadgeText['tone'] }> = {
  passed: { text: 'passed', tone: 'good' },
  failed: { text: 'failed', tone: 'bad' },
  running: { text: 'running', tone: 'neutral' },
  queued: { text: 'waiting', tone: 'neutral' },
  stopped: { text: 'stopped', tone: 'neutral' },
  superseded: { text: 'waiting', tone: 'neutral' },
  unclear: { text: 'unknown', tone: 'neutral' },
};

/** Badges for READMEs. Nobody signs in to see one, so there are some of open assets alone. */
export class Badges {
  readonly #parts: {
    assets: Pick<AssetService, 'get'>;
    repositories: Pick<RepositoryStore, 'get'>;
    runs: Pick<RunStore, 'list'>;
  };

  /** @param parts.assets that which asks for no permission */
  constructor(parts: {
    assets: Pick<AssetService, 'get'>;
    repositories: Pick<RepositoryStore, 'get'>;
    runs: Pick<RunStore, 'list'>;
  }) {
    this.#parts = parts;
  }

  /** @throws NotFoundError of what is not open, as of what is not there */
  async draw(
    asset: Name & { badge: BadgeName },
    options: { credentials: BackstageCredentials },
  ): Promise<string> {
    const { badge } = asset;
    const found = await this.#parts.assets.get(asset, options);
    if (!(await this.#isOpen(found))) throw unknown(asset);
    return drawBadge(await this.#texts[badge](found));
  }

  readonly #texts: Record<
    BadgeName,
    (asset: Asset) => BadgeText | Promise<BadgeText>
  > = {
    checks: async ({ name, origin, build }) => {
      // Where another source has taken the name, the repository speaks for nothing.
      const repository =
        origin.source === PUBLISHED
          ? await this.#parts.repositories.get(name, 'module')
          : undefined;
      const runs = repository
        ? await this.#parts.runs.list(checkedOf(repository))
        : [];
      const state = stateOf(runs) ?? build?.state;
      return { label: 'checks', ...(state ? said[state] : said.unclear) };
    },
    version: ({ version }) => fact('version', version),
    licence: ({ license }) => fact('licence', license),
    doi: ({ spec }) => fact('DOI', spec.doi),
  };

  async #isOpen({ kind, name, origin }: Asset): Promise<boolean> {
    if (OPEN_SOURCES.test(origin.source)) return true;
    if (kind !== 'module' || origin.source !== PUBLISHED) return false;
    const repository = await this.#parts.repositories.get(name, kind);
    return repository?.visibility === 'public';
  }
}

/** What each runner says of the newest commit that something came of; the worst of it. */
function stateOf(runs: CheckRun[]): CheckState | undefined {
  const ended = runs.filter(
    ({ state }) => state === 'passed' || state === 'failed',
  );
  const newest = new Map<string, CheckState>();
  for (const { commit, runner, state } of ended) {
    const isOfIt = commit === ended[0].commit;
    if (isOfIt && !newest.has(runner)) newest.set(runner, state);
  }
  const states = [...newest.values()];
  return states.find(each => each === 'failed') ?? states[0] ?? runs[0]?.state;
}

function fact(label: string, text: string | undefined): BadgeText {
  return text
    ? { label, text, tone: 'fact' }
    : { label, text: 'not said', tone: 'neutral' };
}

function unknown({ kind, name }: Name): Error {
  return withAdvice(new NotFoundError(`There is no ${kind} named '${name}'`), {
    code: 'ASSET_UNKNOWN',
    cause: 'or not everybody may see it',
    nextStep: 'Sign in, and search for it.',
  });
}
