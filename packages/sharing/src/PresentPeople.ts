import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { tierRef, type Membership } from '@astrolabe/plugin-communities-common';
import { ResponseError } from '@backstage/errors';
import type { SaidStore } from './DatabaseSaidStore';
import { StandingUnknownError } from './StandingUnknownError';

/** No answer after so long is one, too. */
const ANSWER_MS = 3000;
/** Who did not answer is left alone for so long. */
const RETRY_MS = 1000;
const MAX_KNOWN = 10_000;
/** What the communities room takes for a person's name; no other names somebody. */
const PERSON = /^user:default\/([a-zA-Z0-9][a-zA-Z0-9._-]{0,62})$/;

interface Options {
  /** An answer is the present one for so long. */
  freshMs: number;
  /** And, while the communities room is away, the last one that there is. */
  graceMs: number;
  auth: AuthService;
  discovery: DiscoveryService;
  said: SaidStore;
  logger: LoggerService;
}

/** What is known of somebody. */
interface Known {
  /** Their ownership claims. */
  refs: string[];
  /** And what they were when they were here last, where nobody took it back. */
  absent: string[];
  at: number;
}

/**
 * What people belong to now: asked of the communities room for the portal
 * itself, since nobody's token is at hand while something stays open.
 */
export class PresentPeople {
  readonly #options: Options;
  readonly #known = new Map<string, Known>();
  readonly #asking = new Map<string, Promise<Known>>();
  #awayUntil = 0;
  #isAway = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /**
   * Their ownership claims.
   *
   * @throws StandingUnknownError when the communities room is away for too long
   */
  async refsOf(personRef: string): Promise<string[]> {
    return (await this.#knownOf(personRef)).refs;
  }

  /**
   * As {@link refsOf}, for what others depend on: of whoever is away, with what
   * they were.
   */
  async refsInAbsenceOf(personRef: string): Promise<string[]> {
    const { refs, absent } = await this.#knownOf(personRef);
    return [...refs, ...absent];
  }

  async #knownOf(personRef: string): Promise<Known> {
    const { freshMs, graceMs } = this.#options;
    const known = this.#known.get(personRef);
    const age = known ? Date.now() - known.at : Infinity;
    if (known && age < freshMs) return known;
    try {
      return await this.#ask(personRef);
    } catch (error) {
      if (known && age < graceMs) return known;
      throw error;
    }
  }

  /**
   * Notes what a session says of whom no provider tells: nothing else will say
   * it when the session is gone.
   */
  async note(personRef: string, refs: readonly string[]): Promise<void> {
    const { said } = this.#options;
    const at = Date.now();
    const { isKnown, present, absent } = await this.#find(personRef);
    // Who is known now and is removed later must not live on by this, nor what
    // was granted for a time.
    const own = isKnown ? [] : refs.filter(ref => !present.includes(ref));
    if (isKnown) await said.forget(personRef);
    else await said.note(personRef, own);
    this.#remember(personRef, { refs: [...own, ...present], absent, at });
  }

  /** Once at a time for each, and not again and again of who does not answer. */
  #ask(personRef: string): Promise<Known> {
    const asking = this.#asking.get(personRef);
    if (asking) return asking;
    const answer = this.#lookUp(personRef).finally(() =>
      this.#asking.delete(personRef),
    );
    this.#asking.set(personRef, answer);
    return answer;
  }

  async #lookUp(personRef: string): Promise<Known> {
    const at = Date.now();
    const { isKnown, present, absent } = await this.#find(personRef);
    const said = isKnown ? [] : await this.#options.said.refsOf(personRef);
    const refs = [...said, ...present];
    return this.#remember(personRef, { refs, absent, at });
  }

  #remember(personRef: string, told: Known): Known {
    const refs = [...new Set([personRef, ...told.refs])];
    const known = { ...told, refs };
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    this.#known.set(personRef, known);
    return known;
  }

  /** Whether a provider told of them, and what they are in communities. */
  async #find(
    personRef: string,
  ): Promise<{ isKnown: boolean; present: string[]; absent: string[] }> {
    const name = PERSON.exec(personRef)?.[1];
    if (!name) return { isKnown: false, present: [], absent: [] };
    if (Date.now() < this.#awayUntil) throw new StandingUnknownError();
    try {
      const {
        isKnown,
        memberships,
        absent = [],
      } = await this.#fetch(`/v1/people/${encodeURIComponent(name)}`);
      const refsOf = (those: Membership[]) =>
        those.map(({ tier, community }) => tierRef(tier, community));
      this.#isAway = false;
      return { isKnown, present: refsOf(memberships), absent: refsOf(absent) };
    } catch (error) {
      this.#awayUntil = Date.now() + RETRY_MS;
      const { logger } = this.#options;
      const failure = error as Error;
      if (!this.#isAway) logger.warn('What people may do is unknown', failure);
      this.#isAway = true;
      throw new StandingUnknownError();
    }
  }

  async #fetch(path: string): Promise<{
    isKnown: boolean;
    memberships: Membership[];
    absent?: Membership[];
  }> {
    const { auth, discovery } = this.#options;
    const [url, { token }] = await Promise.all([
      discovery.getBaseUrl('communities'),
      auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: 'communities',
      }),
    ]);
    const response = await fetch(url + path, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json();
  }
}
