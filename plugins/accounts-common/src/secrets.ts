/** @public */
export const secretKinds = ['text', 'token', 'password', 'file'] as const;
/** @public */
export type SecretKind = (typeof secretKinds)[number];

/** Whose a secret is that one makes, and where it is used: see the description of the API. @public */
export const madeScopes = ['personal', 'member', 'community'] as const;
/** @public */
export type MadeScope = (typeof madeScopes)[number];

/** With those that are given when a workload is launched. @public */
export const secretScopes = [...madeScopes, 'workload'] as const;
/** @public */
export type SecretScope = (typeof secretScopes)[number];

/** What one gives: `text`, or of the kind `password` a user and a password. @public */
export interface SecretValue {
  text?: string;
  user?: string;
  password?: string;
}

/** What got the value of a secret. @public */
export interface SecretUsage {
  /** The room. */
  by: string;
  objectId: string;
  /** Of the value that it got. */
  version: number;
  /** ISO 8601, UTC. */
  at: string;
}

/** What is known of a secret: all but its value. @public */
export interface Secret {
  id: string;
  name: string;
  kind: SecretKind;
  scope: SecretScope;
  /** Absent: in all communities. */
  community?: string;
  /** Of the scope `workload`; of an array, its id. */
  workloadId?: string;
  version: number;
  /** ISO 8601, UTC, as all times here. */
  createdAt: string;
  changedAt: string;
  expiresAt?: string;
  /** The last ten, newest first. */
  usedBy: SecretUsage[];
}

/** @public */
export interface WrittenSecret extends Secret {
  /** The value, where the portal made it: told this once. */
  generated?: string;
}

/** @public */
export interface SecretEvent {
  what: 'create' | 'rotate' | 'use';
  version: number;
  /** A person; of a use, the room. */
  by: string;
  objectId?: string;
  at: string;
}

/** Whether secrets can be changed at present. @public */
export interface SecretStoreHealth {
  state: 'ready' | 'sealed' | 'standby' | 'away';
  reason?: string;
}

/** @public */
export interface SecretList {
  items: Secret[];
  store: SecretStoreHealth;
  /** Of which one is a member. */
  communities: { id: string; title: string; isManaged: boolean }[];
}

/** @public */
export interface NewSecret extends NewSecretValue {
  name: string;
  kind: SecretKind;
  scope: MadeScope;
  community?: string;
}

/** @public */
export interface NewSecretValue {
  value?: SecretValue;
  generate?: boolean;
  expiresAt?: string;
}

/** Kinds of which the portal can make a value. @public */
export const generatedKinds: readonly SecretKind[] = [
  'text',
  'token',
  'password',
];

/** How long values may be, in bytes of UTF-8. @public */
export const secretLimits: Record<SecretKind, number> = {
  text: 16 * 1024,
  token: 8 * 1024,
  password: 4096,
  file: 64 * 1024,
};

/** What a secret may be called. @public */
export const SECRET_NAME = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** From where an operator takes secrets over, and how. @public */
export interface SecretImport {
  /** Of the other portal's Vault. */
  address: string;
  /** That lists and reads the whole mount there. It is kept nowhere. */
  token: string;
  namespace?: string;
  /** Of its KV engine of version 1. */
  mount: string;
  /** Where people's folders are: `<path>/<sub>/<virtual organisation>/…`. */
  path: string;
  /** What virtual organisations there are here, by their names; of others all is personal. */
  communities?: Record<string, string>;
  /** Of the subjects; needed where people sign in here by more than one provider. */
  issuer?: string;
  /** Only says what would be done. */
  dryRun: boolean;
  /** How many people at most in one page; 50 at most. */
  limit?: number;
  /** The `next` of the page before. */
  after?: string;
}

/**
 * What came of one: `new` would be made, `made` was. `present`: it is here already
 * with this value. `taken`: another value has its name here, and stays. `removed`: it
 * was taken over before, and removed here since. `unknown`:
 * nobody here has this identity.
 *
 * @public
 */
export const importOutcomes = [
  'new',
  'made',
  'present',
  'taken',
  'removed',
  'skipped',
  'unknown',
] as const;

/** One entry there, or a person's folder; never its value. @public */
export interface ImportedSecret {
  outcome: (typeof importOutcomes)[number];
  /** The `sub` of whose it is there. */
  subject: string;
  organisation?: string;
  path?: string;
  /** Whose it is here, and what it is called. */
  person?: string;
  community?: string;
  name?: string;
  kind?: SecretKind;
  /** A storage, which is linked: id of its provider. */
  service?: string;
  /** Why it is skipped, or what of it is left there. */
  reason?: string;
}

/** @public */
export interface SecretImportPage {
  items: ImportedSecret[];
  /** There is more: ask again with it as `after`. */
  next?: string;
}
