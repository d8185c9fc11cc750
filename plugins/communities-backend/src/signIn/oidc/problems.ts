/**
 * Why a sign-in or a refresh came to nothing. `away`: the provider does not
 * answer; `ended`: it says that the session is over; `denied`: the person or
 * the provider said no; `expired`: it was begun too long ago, or elsewhere;
 * `no-membership`: the claims entitle to nothing here; `failed`: what came does
 * not hold against the checks. Of links only, `own` and `taken`: the identity is
 * the person's already, or another's; `stale`: the provider did not ask who it is.
 */
export type Problem =
  | 'away'
  | 'ended'
  | 'denied'
  | 'expired'
  | 'no-membership'
  | 'own'
  | 'taken'
  | 'stale'
  | 'failed';

/** Its message is for logs, and holds nothing that a provider keeps secret. */
export class SignInError extends Error {
  constructor(readonly problem: Problem, message: string) {
    super(message);
    this.name = 'SignInError';
  }
}
