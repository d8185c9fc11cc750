import { setTimeout as pause } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Keep } from './Keep';
import { TroubleError, type Values } from './providers';

/** So long one replica may take; then another one tries. */
const CLAIM_MS = 30_000;
const POLL_MS = 200;

/**
 * Asks a service for what takes the place of these values. It tells the next
 * refresh token as soon as the present one is used up.
 */
type Renew = (
  values: Values,
  onNext: (refreshToken: string) => void,
) => Promise<Values>;

/**
 * Keeps what was signed in for, by what the service has given for that. One at a
 * time, of all replicas: services take what is used twice for stolen.
 */
export class Renewals {
  readonly #keep: Keep;
  readonly #logger: LoggerService;
  readonly #running = new Map<string, Promise<Values | undefined>>();

  constructor({ keep, logger }: { keep: Keep; logger: LoggerService }) {
    this.#keep = keep;
    this.#logger = logger;
  }

  /**
   * What is kept there, renewed where it ends soon.
   *
   * @returns undefined where nothing is kept
   * @throws TroubleError where the service renews it no more
   */
  async fresh(id: string, renew: Renew): Promise<Values | undefined> {
    const kept = await this.#keep.get(id);
    return kept && isDue(kept) ? this.#once(id, renew) : kept;
  }

  /** The same, also where it should still hold: the service says that it does not. */
  async anew(id: string, renew: Renew): Promise<Values | undefined> {
    const seen = await this.#keep.get(id);
    if (!seen?.refreshToken) return seen;
    return this.#once(id, renew, kept => kept.gotAt === seen.gotAt);
  }

  /** In this process, all wait for the same. */
  #once(id: string, renew: Renew, isOld = isDue) {
    const running =
      this.#running.get(id) ??
      this.#renew(id, renew, isOld).finally(() => this.#running.delete(id));
    this.#running.set(id, running);
    return running;
  }

  async #renew(
    id: string,
    renew: Renew,
    isOld: (kept: Values) => boolean,
  ): Promise<Values | undefined> {
    for (;;) {
      const kept = await this.#keep.read(id);
      if (!kept || !isOld(kept.data)) return kept?.data;
      const { data, version } = kept;
      if (data.ended) throw new TroubleError('expired', data.ended);
      if (Number(data.renewing ?? 0) > Date.now()) {
        await pause(POLL_MS);
        continue;
      }
      const renewing = String(Date.now() + CLAIM_MS);
      const claim = await this.#keep.change(id, { ...data, renewing }, version);
      if (claim) return this.#renewClaimed(id, { data, claim }, renew);
    }
  }

  async #renewClaimed(
    id: string,
    { data, claim }: { data: Values; claim: number },
    renew: Renew,
  ): Promise<Values | undefined> {
    const { renewing: _, ...present } = data;
    let left: Values = present;
    try {
      const next = await renew(present, refreshToken => {
        left = { ...present, refreshToken };
      });
      // Unlinked or linked again meanwhile: then nobody needs it.
      const isKept = await this.#keep.change(id, next, claim);
      return isKept ? next : this.#keep.get(id);
    } catch (error) {
      const isOver =
        error instanceof TroubleError && error.trouble === 'expired';
      await this.#letGo(id, claim, {
        ...left,
        ...(isOver && { ended: error.message }),
      });
      // A service that is away renews it later; what is there may do until then.
      if (isOver || !holds(present)) throw error;
      this.#logger.warn(`Account secrets ${id} were not renewed: ${error}`);
      return left;
    }
  }

  async #letGo(id: string, claim: number, values: Values): Promise<void> {
    await this.#keep.change(id, values, claim).catch(error => {
      // The claim ends by itself.
      this.#logger.warn(`A claim on ${id} stays for now: ${error}`);
    });
  }
}

/**
 * In the second half of its life: what is handed on holds for half of it at least,
 * also where nobody can renew it there. Only what can be renewed is ever due.
 */
function isDue({ refreshToken, gotAt, endsAt }: Values): boolean {
  if (!refreshToken || !endsAt) return false;
  return Date.now() >= (Date.parse(gotAt) + Date.parse(endsAt)) / 2;
}

function holds({ endsAt }: Values): boolean {
  return endsAt !== undefined && Date.parse(endsAt) > Date.now();
}
