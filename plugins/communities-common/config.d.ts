export interface Config {
  auth?: {
    providers?: {
      /** Development sign-in has no settings of its own: leave it empty. */
      demo?: object;
    };
  };
  communities?: {
    signIn?: {
      /** Development sign-in: anyone who reaches the portal may be anyone. */
      demo?: {
        /**
         * Default false. The backend does not start with `true` when
         * `auth.environment` or NODE_ENV is `production`. The page that offers
         * it reads this too, so that it can say why nobody can sign in.
         * @visibility frontend
         */
        enabled?: boolean;
      };
    };
  };
}
