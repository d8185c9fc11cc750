import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { DatabasePeople, DatabaseSessions, Session } from '../../database';
import type { SignInError } from './problems';
import type { SignInSettings } from './readSettings';
import type { SignIn } from './SignIn';

/** Longer than a provider may take to answer, several times. */
const LEASE_SECONDS = 240;
/** Until a provider that was away is asked again. */
const RETRY_SECONDS = 30;
const AT_ONCE = 8;

/**
 * Asks the providers of all who are signed in what they may do now, so that
 * a change there holds here soon, and ends the sessions that are over there.
 */
export class SessionKeeper {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Refreshes all sessions that are due. Others may do so at the same time. */
  async keep(): Promise<void> {
    const { sessions } = this.#options;
    await Promise.all(Array.from({ length: AT_ONCE }, () => this.#keepDue()));
    await sessions.removeEnded();
  }

  async #keepDue(): Promise<void> {
    const { sessions } = this.#options;
    for (;;) {
      const session = await sessions.takeDue(LEASE_SECONDS);
      if (!session) return;
      await this.#refresh(session);
    }
  }

  async #refresh(session: Session): Promise<void> {
    const { signIn, sessions, logger } = this.#options;
    try {
      await signIn.refresh(session);
    } catch (error) {
      const { problem, message } = error as SignInError;
      if (problem === 'ended' || this.#isTooOld(session)) {
        await this.#end(session, problem);
        return;
      }
      logger.warn(
        `The provider ${session.provider} is asked later: ${message}`,
      );
      await sessions.postpone(session.idHash, RETRY_SECONDS);
    }
  }

  /**
   * What it entitled to is over too, unless another session of it goes on. It may
   * have been taken back or not: nobody says.
   */
  async #end(session: Session, problem: string): Promise<void> {
    const { sessions, people, auditor } = this.#options;
    const event = await auditor.createEvent({
      eventId: 'session-end',
      severityLevel: 'low',
      meta: { person: session.personRef, provider: session.provider, problem },
    });
    await sessions.end({ idHash: session.idHash });
    if (!(await sessions.isLive(session.identityId))) {
      await people.lapse(session.identityId);
    }
    await event.success();
  }

  #isTooOld({ confirmedAt }: Session): boolean {
    const { graceSeconds } = this.#options.settings;
    return Date.parse(confirmedAt) + graceSeconds * 1000 < Date.now();
  }
}

interface Options {
  settings: SignInSettings;
  signIn: SignIn;
  people: DatabasePeople;
  sessions: DatabaseSessions;
  auditor: AuditorService;
  logger: LoggerService;
}
