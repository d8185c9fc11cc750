export interface Config {
  communities?: {
    signIn?: {
      demo?: {
        /**
         * Development sign-in: whoever reaches the portal may be any of the demo
         * people. Default false. The start is refused when it is on in a
         * production configuration (`auth.environment: production`, or
         * NODE_ENV=production).
         */
        enabled?: boolean;
      };
    };
  };
}
