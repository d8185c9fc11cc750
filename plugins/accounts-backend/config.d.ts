/** What the accounts room reads of the configuration. */
export interface Config {
  /** Secrets, and the services that people link. */
  accounts?: object;
}
