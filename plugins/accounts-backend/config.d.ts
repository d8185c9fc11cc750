/** What the accounts room reads of the configuration. */
export interface Config {
  /** Secrets, and the services that people link. */
  accounts?: {
    /** Where the values of secrets are. */
    secrets?: {
      /** In the portal's own database, enciphered. */
      embedded?: {
        /**
         * File with the keys, which is made at the first start. Without it
         * nobody can read a secret any more: keep a copy, apart from the
         * database's. Default: data/secrets.key.
         */
        keyFile?: string;
      };
      /** In Vault instead: an engine KV of version 2. Needs `appRole` or `jwt`. */
      vault?: {
        /** Of its servers, such as https://vault.example:8200: no other is asked. */
        addresses: string[];
        /** Of Vault Enterprise; the open-source Vault has one alone, and asks in that. */
        namespace?: string;
        /** Of the engine. Default: secret. */
        mount?: string;
        /** Below which all is kept. Default: astrolabe. */
        path?: string;
        /** How long it may take to answer, 1 to 30. Default: 5. */
        timeoutSeconds?: number;
        appRole?: {
          /** Default: approle. */
          mount?: string;
          roleId: string;
          /** @visibility secret */
          secretId: string;
        };
        /** Login by a token that somebody else writes: Kubernetes, Nomad, an issuer. */
        jwt?: {
          /** Default: jwt. */
          mount?: string;
          role: string;
          /** Read for each login. */
          tokenFile: string;
        };
      };
    };
    /**
     * Services that the portal is registered at, so that people sign in there by a
     * press: dropbox, gitea, github, gitlab, google-drive, hugging-face, s3. Each sends
     * people back to <app.baseUrl>/accounts/signed-in/<service>: register that.
     */
    oauth?: {
      [service: string]: {
        clientId: string;
        /**
         * Without it the portal is a public client, where the service has such.
         * @visibility secret
         */
        clientSecret?: string;
        /** What it asks for, with spaces between. Default: what is read alone. */
        scope?: string;
        /** Where one's own Gitea, GitLab, GitHub or S3 is. Default: the public one, where there is one. */
        url?: string;
        /** Of S3: who says who people are (OpenID Connect). */
        issuer?: string;
        /** Of S3: the role that people take, where it asks for one. */
        roleArn?: string;
        /** Of S3. Default: us-east-1. */
        region?: string;
        /**
         * Of S3: how long its keys hold, 1 to 168. A workload that mounts it has
         * keys for half of that at least. Default: 1, what every S3 allows.
         */
        keysHours?: number;
      };
    };
  };
}
