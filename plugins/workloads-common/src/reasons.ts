import { reasonTexts } from './reasonTexts.ts';
import { inWords, type Amounts } from './resources.ts';

// Imports only what may be loaded so: the supervisor of the local engine loads this file as it is.

/**
 * Why a workload is in its state: a closed list, so that pages can translate
 * it and automation can branch on it. `evidence` and `nextStep` travel beside
 * it in a {@link WorkloadReason}.
 *
 * @public
 */
export const reasonCodes = [
  'waiting-for-capacity',
  'preparing-environment',
  'pulling-image',
  'starting-process',
  'waiting-for-health',
  'ready',
  'stopped-by-person',
  'time-to-live-reached',
  'idle',
  'ended-by-itself',
  'exited-with-error',
  'killed',
  'out-of-memory',
  'restarting',
  'health-check-failed',
  'environment-failed',
  'image-pull-failed',
  'registry-refused',
  'dataset-failed',
  'storage-failed',
  'secret-missing',
  'missing-program',
  'missing-runtime',
  'port-in-use',
  'disk-full',
  'engine-unreachable',
  'engine-refused',
  'lost-sight',
  'site-unavailable',
  'constraint-not-met',
  'no-such-gpu',
  'quota-exceeded',
  'node-disconnected',
  'node-lost',
  'preempted',
  'stopped-by-operator',
  'saving-snapshot',
  'snapshot-taken',
  'snapshot-too-large',
  'snapshot-failed',
] as const;

/** @public */
export type ReasonCode = (typeof reasonCodes)[number];

/**
 * The cause of a state, what shows it, and what a person can do.
 *
 * @public
 */
export interface WorkloadReason {
  code: ReasonCode;
  /** One sentence in English. */
  message: string;
  /** What shows it, word for word: the last lines of a log, an exit code, a path. */
  evidence?: string;
  /** What to do now, in English. */
  nextStep?: string;
  /** How far a long step is, 0 to 1, where it is known. */
  progress?: number;
  /**
   * Which of {@link reasonTexts} `message` and `nextStep` are, so that pages
   * say them in the person's language. Missing in what was written before
   * there were any, and where somebody else's words are passed on.
   */
  text?: string;
  /** What is filled in there. */
  params?: Record<string, ReasonParam>;
}

/** An amount is said in the words of a language, a reason as it says itself. @public */
export type ReasonParam = string | number | Partial<Amounts> | WorkloadReason;

type Texts = typeof reasonTexts;
type Words = { message: string; nextStep?: string };

/** Which text of `reasonTexts`: its group, a dot, its name. @public */
export type ReasonTextId = {
  [Group in keyof Texts & string]: `${Group}.${keyof Texts[Group] & string}`;
}[keyof Texts & string];

type TextOf<Id> = Id extends `${infer Group}.${infer Name}`
  ? Group extends keyof Texts
    ? Name extends keyof Texts[Group]
      ? Texts[Group][Name]
      : never
    : never
  : never;

type PlacesIn<Text> = Text extends `${string}{{${infer Place}}}${infer Rest}`
  ? Place | PlacesIn<Rest>
  : never;

type PlacesOf<Id> = PlacesIn<TextOf<Id>[keyof TextOf<Id>]>;

type ParamsOf<Id> = {
  [Place in PlacesOf<Id>]: Place extends 'reason'
    ? WorkloadReason
    : ReasonParam;
};

/**
 * A reason in the words of {@link reasonTexts}. One that holds another has its
 * evidence too, and where it says nothing itself its next step and code.
 *
 * @public
 */
export function because<Id extends ReasonTextId>(
  text: Id,
  ...[params]: [PlacesOf<Id>] extends [never] ? [] : [ParamsOf<Id>]
): WorkloadReason {
  const given = params as Record<string, ReasonParam> | undefined;
  const [group, name] = text.split('.') as [keyof Texts, string];
  const words = (reasonTexts[group] as Record<string, Words>)[name];
  const inner = given?.reason as WorkloadReason | undefined;
  return {
    code: group === 'other' ? inner!.code : group,
    message: filled(words.message, given),
    nextStep: words.nextStep ? filled(words.nextStep, given) : inner?.nextStep,
    evidence: inner?.evidence,
    text,
    params: given,
  };
}

function filled(
  text: string,
  params: Record<string, ReasonParam> = {},
): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, place) => said(params[place]));
}

function said(param: ReasonParam): string {
  if (typeof param !== 'object') return String(param);
  return isReason(param) ? param.message : inWords(param);
}

/** Tells a reason from amounts. @public */
export function isReason(
  param: Partial<Amounts> | WorkloadReason,
): param is WorkloadReason {
  return 'message' in param;
}
