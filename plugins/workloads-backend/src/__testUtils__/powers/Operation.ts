/* eslint-disable max-params -- an operation is a line of a table */
import type { ShareRole } from '@astrolabe/plugin-workloads-common';

/** Something of somebody, in some community, that operations are tried on. */
export interface Thing {
  owner: string;
  community: string;
  /** Of a workload that runs. */
  workload: string;
  /** Of a group of one. */
  group: string;
  /** Of a snapshot of the workload. */
  snapshot: string;
  /** What all members of its community may with workload and snapshot; missing: nothing. */
  role?: ShareRole;
}

/** Who may: see {@link expectedOutcome}. */
export type Rule =
  /** Whoever asks, signed in or not. */
  | 'everybody'
  /** Whoever is a member of a community. */
  | 'members'
  /** Whoever is signed in. */
  | 'people'
  /** No person: backends and programs with a token of their own. */
  | 'services'
  /** Whom a tier grants it, in whatever community. */
  | { granted: string }
  /** Whom the tier in the active community grants it. */
  | { grantedHere: string }
  /** Who may read it, with whom it is shared so, and whom the tier in its community grants this too. */
  | {
      on: 'workload' | 'group' | 'snapshot';
      granted: string;
      role: ShareRole | 'owner';
    };

/** One operation of an OpenAPI document, and how to try it. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'delete';
  /** After `/api/`. */
  path: string | ((thing: Thing) => string);
  body?: object | ((thing: Thing) => object);
  headers?: () => Record<string, string>;
  rule: Rule;
  /** What comes where one may: the status, and the code of an error. */
  outcome: string;
  /** It leaves its thing in another state. */
  changes?: true;
}

export type Method = Operation['method'];

/** On nothing that is somebody's. */
export const plain = (
  call: `${Method} ${string}`,
  rule: Rule,
  outcome: string,
  more: Partial<Operation> = {},
): Operation => {
  const [method, path] = call.split(' ') as [Method, string];
  return { method, path, rule, outcome, ...more };
};
