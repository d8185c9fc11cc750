export interface Config {
  communities?: {
    people?: {
      /**
       * Whether the catalogue has the e-mail addresses of people who signed in
       * by a provider that has verified them: members of their communities see
       * them. Default: false.
       */
      showEmail?: boolean;
    };
    signIn?: {
      /**
       * Secrets of which the first encrypts cookies of a sign-in and the tokens
       * that are kept, and all can read them: put a new one first, and take the
       * old one away a day later. At least 32 characters each. Default:
       * `auth.session.secret`.
       * @deepVisibility secret
       */
      secrets?: string[];
      /**
       * Seconds after which a provider is asked again what each person who is
       * signed in may do: a change holds after that. 1 to 240. Default: 180.
       */
      refreshSeconds?: number;
      /**
       * Hours that what a provider has said holds when it cannot be asked again:
       * because it is away, or somebody has signed out and only their tokens
       * work. 0.1 to 720. Default: 24.
       */
      graceHours?: number;
      /**
       * Days for which somebody who is away counts as what they were last, where
       * others depend on it: guests with a password of theirs, whom they may
       * share with. For themselves it is over after `graceHours`. What a provider
       * has taken back is over at once. 0 to 365. Default: 30.
       */
      absentDays?: number;
      /** Hours after which one has to sign in again. 0.1 to 720. Default: 12. */
      sessionHours?: number;
      /** Providers of OpenID Connect by which people sign in. Default: none. */
      providers?: {
        /** In addresses: lower-case letters, digits and hyphens. It stays as it is. */
        id: string;
        /** What people call it. Default: the id. */
        title?: string;
        /**
         * As its discovery document names it, such as
         * `https://keycloak.example.org/realms/astrolabe`. https, but on this machine.
         */
        issuer: string;
        clientId: string;
        /** @visibility secret */
        clientSecret: string;
        /**
         * What is asked for. Default: openid, profile, email. With `offline_access`
         * what somebody belongs to is followed when they are no longer signed in there.
         */
        scopes?: string[];
        /** Seconds that it has to answer. 1 to 60. Default: 10. */
        timeoutSeconds?: number;
        /** Seconds that its clock may differ from ours. 0 to 300. Default: 30. */
        clockToleranceSeconds?: number;
        /** Whom people ask who belong to nothing: an address, or some words. */
        contact?: string;
        /** Which claims make somebody a member of which community, and of what tier. */
        rules: {
          /**
           * Path of a claim, such as `realm_access.roles`, `groups` or
           * `eduperson_entitlement`. Without it the rule is for everybody.
           */
          claim?: string;
          /** The value that the claim has to be, or to hold. */
          value?: string;
          /**
           * The same with gaps, such as `access:{community}:{level}`. A gap takes
           * lower-case letters, digits and hyphens; the whole value has to fit.
           */
          pattern?: string;
          /** Where the pattern has no `{community}`. */
          community?: string;
          /** Where the pattern has no `{level}`: demo, full, manager or operator. */
          tier?: string;
          /** Tier of each level that counts. */
          levels?: { [level: string]: string };
        }[];
      }[];
    };
    /**
     * Programs that act in their own name, by short-lived tokens that an OpenID
     * Connect issuer gives them: runs of a CI, clients of a Keycloak. Nothing of
     * them is kept here. A changed block holds without a restart.
     */
    serviceAccounts?: {
      /** Lower-case letters, digits and hyphens: it is `user:service/<name>`. */
      name: string;
      /** What it is in which communities. */
      memberships: { community: string; tier: string }[];
      /** What its tokens may be used for, such as `workloads:write`. */
      scopes: string[];
      /** Which tokens speak for it. */
      tokens: {
        /** As the tokens name it, such as `https://token.actions.githubusercontent.com`. */
        issuer: string;
        /** Whom they have to be for: what the workload asks its issuer for. */
        audience: string;
        /**
         * What tells this workload from others of the issuer, such as
         * `repository` and `ref`. Each has to be the value, or one of the values,
         * letter by letter.
         */
        claims: { [claim: string]: string | string[] };
      }[];
    }[];
  };
}
