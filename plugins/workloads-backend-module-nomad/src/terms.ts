import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';

/** What is asked of an attribute of nodes. */
export interface NodeMatch {
  /** Such as `meta.status` or `attr.cpu.arch`. */
  attribute: string;
  /** As Nomad calls it. */
  operator: string;
  value: string;
}

/** A rule for nodes, with words for those that it keeps out. */
export interface NodeRule extends NodeMatch {
  /** What a node has to be, for people: `a node whose health check passed`. */
  title: string;
  /** A node that breaks it now may keep it later. */
  temporary: boolean;
}

/** A wish for nodes: those that match are taken first, or last. */
export interface NodePreference extends NodeMatch {
  /** From -100, rather not, to 100. */
  weight: number;
}

/** On what terms a workload runs. */
export interface Terms {
  /** Entity refs of whom they are for; undefined: everybody. */
  of?: string[];
  /** Kinds of lifetime that they are for; undefined: all. */
  lifetimes?: string[];
  namespace: string;
  /** Of nodes that are used, as Nomad calls it; `all` are all. */
  nodePool: string;
  /** 1 to 100. */
  priority: number;
  rules: NodeRule[];
  preferences: NodePreference[];
}

const KINDS = ['service', 'batch', 'try', 'on-demand'];

/**
 * Reads `workloads.nomad.terms`, and after them what holds for everybody else.
 *
 * @throws InputError that names the key and what is allowed
 */
export function readTerms(nomad: Config): Terms[] {
  const rules = readEach(nomad, 'nodeRules', readRule);
  const others: Terms = {
    namespace: nomad.getOptionalString('namespace') ?? 'default',
    nodePool: nomad.getOptionalString('nodePool') ?? 'default',
    priority: integer(nomad, 'priority', { least: 1, most: 100 }) ?? 50,
    rules,
    preferences: readEach(nomad, 'preferences', readPreference),
  };
  const own = readEach(nomad, 'terms', config => ({
    of: config.getOptionalStringArray('of'),
    lifetimes: readKinds(config),
    namespace: config.getOptionalString('namespace') ?? others.namespace,
    nodePool: config.getOptionalString('nodePool') ?? others.nodePool,
    priority:
      integer(config, 'priority', { least: 1, most: 100 }) ?? others.priority,
    rules: [...rules, ...readEach(config, 'nodeRules', readRule)],
    preferences: config.has('preferences')
      ? readEach(config, 'preferences', readPreference)
      : others.preferences,
  }));
  return [...own, others];
}

/** The first that are for this workload, in the namespace of its community if that has one. */
export function termsFor(
  { id, terms }: { id: string; terms: readonly Terms[] },
  { lifetime, placement }: Pick<WorkloadSpec, 'lifetime' | 'placement'>,
): Terms {
  const holders = placement?.holders ?? [];
  const found = terms.find(
    ({ of, lifetimes }) =>
      (!of || of.some(ref => holders.includes(ref))) &&
      (!lifetimes || lifetimes.includes(lifetime.kind)),
  )!;
  const namespace = placement?.namespaces?.[id] ?? found.namespace;
  return { ...found, namespace };
}

/** All rules there are, for words of what the scheduler says. */
export function allRules(terms: readonly Terms[]): NodeRule[] {
  return [...new Set(terms.flatMap(({ rules }) => rules))];
}

export function namespacesOf(terms: readonly Terms[]): string[] {
  return [...new Set(terms.map(({ namespace }) => namespace))];
}

/** Whether work of any of these terms may be on such a node. */
export function isInPools(
  node: { NodePool: string },
  terms: readonly Pick<Terms, 'nodePool'>[],
): boolean {
  return terms.some(
    ({ nodePool }) => nodePool === 'all' || nodePool === node.NodePool,
  );
}

function readEach<T>(
  config: Config,
  key: string,
  read: (each: Config) => T,
): T[] {
  return (config.getOptionalConfigArray(key) ?? []).map(read);
}

function readRule(rule: Config): NodeRule {
  return {
    ...readMatch(rule, 'nodeRules'),
    title: rule.getString('title'),
    temporary: rule.getOptionalBoolean('temporary') ?? false,
  };
}

function readPreference(preference: Config): NodePreference {
  const weight = integer(preference, 'weight', { least: -100, most: 100 });
  if (!weight) throw refusal('preferences[].weight', weight, 'differ from 0');
  return { ...readMatch(preference, 'preferences'), weight };
}

function readMatch(config: Config, key: string): NodeMatch {
  const attribute = config.getString('attribute');
  if (!/^[a-z][A-Za-z0-9._-]*$/.test(attribute)) {
    throw refusal(`${key}[].attribute`, attribute, "be such as 'meta.status'");
  }
  return {
    attribute,
    operator: config.getOptionalString('operator') ?? '=',
    value: config.getString('value'),
  };
}

function readKinds(config: Config): string[] | undefined {
  const kinds = config.getOptionalStringArray('lifetimes');
  const odd = kinds?.find(kind => !KINDS.includes(kind));
  if (!odd) return kinds;
  throw refusal('terms[].lifetimes', odd, `be one of ${KINDS.join(', ')}`);
}

function integer(
  config: Config,
  key: string,
  { least, most }: { least: number; most: number },
): number | undefined {
  const value = config.getOptionalNumber(key);
  if (value === undefined) return value;
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw refusal(key, value, `be a whole number from ${least} to ${most}`);
}

function refusal(key: string, value: unknown, has: string): InputError {
  return new InputError(
    `Invalid value '${value}' for workloads.nomad.${key}: it has to ${has}`,
  );
}
