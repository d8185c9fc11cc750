import type { ReasonCode } from './reasons';
import { troubleTexts } from './troubleTexts.ts';

// Imports only what may be loaded so: the supervisor of the local engine loads this file as it is.

interface ReasonWords {
  /** One sentence. `{{names}}` are filled in. */
  message: string;
  /** What a person can do; none where there is nothing to do. */
  nextStep?: string;
}

const TURN_COMES =
  'It starts when another workload ends. Stop one that you no longer need.';
const ROOM_COMES =
  'It starts when something ends there. Or ask for less, or for another site.';
const OTHER_SITE = 'Choose another site, or ask who operates this portal.';

/**
 * All that engines and the portal say of workloads, in English: by code, then
 * by what exactly is so. `{{reason}}` is another reason, from which a text of
 * `other` has its code as well.
 *
 * @public
 */
export const reasonTexts = {
  ...troubleTexts,
  'waiting-for-capacity': {
    recorded: { message: 'It is recorded and waits for its engine.' },
    silentStorage: {
      message:
        'It is recorded and waits for its engine. Whether its storage works is not known: {{accounts}} did not answer before the launch.',
      nextStep:
        'Nothing, if it starts. If its storage cannot be mounted, look at it on the page Accounts.',
    },
    looking: { message: 'A node is looked for.' },
    lacking: {
      message:
        'It needs {{needs}}; free: {{free}}. Workloads that hold the rest: {{holders}}.',
      nextStep: TURN_COMES,
    },
    turn: {
      message: 'It waits for its turn. Workloads that came first: {{waiting}}.',
      nextStep: TURN_COMES,
    },
    full: {
      message: 'No node of {{site}} has enough left for it.',
      nextStep: ROOM_COMES,
    },
  },
  'preparing-environment': {
    installing: {
      message: 'Its packages are being installed; later starts are immediate.',
    },
    first: {
      message: 'Its packages are installed first; later starts are immediate.',
    },
  },
  'pulling-image': {
    image: { message: "The image '{{image}}' is being fetched." },
    toNode: { message: 'Its image is fetched to the node.' },
  },
  'starting-process': {
    starting: { message: 'It is being started.' },
    preparing: { message: 'It is being prepared.' },
    restoring: { message: 'The files of its snapshot are put in place.' },
    taskFirst: { message: "Its task '{{task}}' runs first." },
    takenOver: { message: "The node '{{node}}' takes it over." },
  },
  'waiting-for-health': {
    waiting: { message: 'It runs; waiting until it answers.' },
  },
  ready: { runs: { message: 'It runs.' } },
  'stopped-by-person': {
    stopping: { message: 'It is being stopped.' },
    stopped: { message: 'It was stopped.' },
    deleting: { message: 'It is being deleted.' },
    kept: {
      message:
        'It was stopped, and not deleted: not all that it changed was copied back into its storage.',
      nextStep:
        'See what its storage says. Or delete it, and give those files up.',
    },
  },
  'time-to-live-reached': {
    over: {
      message: 'Its time to live has ended.',
      nextStep: 'Restart it to have it for as long again.',
    },
  },
  idle: {
    stopping: { message: 'Nobody has used it for long; it is being stopped.' },
    stopped: {
      message: 'Nobody had used it for long, so it was stopped.',
      nextStep: 'Restart it when you need it again.',
    },
  },
  'ended-by-itself': {
    well: { message: 'It has ended by itself, without an error.' },
    mainOnly: {
      message: 'It has ended; what comes after is still running.',
    },
  },
  restarting: {
    again: { message: '{{reason}} It is started again in {{seconds}} s.' },
    stopping: { message: 'It is being stopped, and starts again then.' },
    byPerson: { message: 'It is being started again.' },
    newerCommit: {
      message:
        'It goes on with commit {{commit}} of its module, which has passed the checks.',
    },
    commitBefore: {
      message:
        'Commit {{commit}} of its module did not come up: it goes back to the version before. {{reason}}',
    },
    withPortal: {
      message: 'It was stopped with the portal, and starts again with it.',
    },
    wasLost: {
      message: 'Its engine had lost it; it is being started again.',
    },
    notStarted: {
      message: 'It could not be started; it may be tried again.',
    },
    ended: { message: 'It has ended and is started again.' },
    silent: { message: 'It did not answer any more, and is started again.' },
    moved: { message: 'It is moved to another node.' },
    waits: { message: 'Its node is being emptied. {{reason}}' },
  },
  'lost-sight': {
    interrupted: {
      message:
        'The process that looked after it was killed, and what it ran was ended.',
      nextStep: 'Restart it when running it again does no harm.',
    },
    repairing: {
      message:
        'The process that looked after it was killed; it is being repaired.',
    },
    forgotten: {
      message: 'Its engine has forgotten what became of it.',
      nextStep: 'Restart it.',
    },
  },
  'site-unavailable': {
    away: {
      message: 'What {{site}} has for it takes no work now.',
      nextStep: 'It starts when that is back. Or choose another site.',
    },
    noNodes: {
      message: 'No node of {{site}} takes work now.',
      nextStep: 'It starts when a node is back. Or choose another site.',
    },
  },
  'constraint-not-met': {
    later: {
      message:
        '{{site}} has no node that is allowed to run it: it needs {{needs}}.',
      nextStep: 'It starts when such a node is back. Or choose another site.',
    },
    never: {
      message:
        '{{site}} has no node that is allowed to run it: it needs {{needs}}.',
      nextStep: OTHER_SITE,
    },
    otherRepository: {
      message:
        'Its module is of another repository now: it follows that no more.',
      nextStep: 'Look at the module, and launch it anew if you want that one.',
    },
    driver: {
      message: '{{site}} has no node that runs this kind of task.',
      nextStep: OTHER_SITE,
    },
    device: {
      message: '{{site}} has no node with such a GPU that it may use.',
      nextStep: OTHER_SITE,
    },
    other: {
      message: '{{site}} has no node that is allowed to run it.',
      nextStep: OTHER_SITE,
    },
  },
  'no-such-gpu': {
    none: {
      message: '{{site}} has no GPUs.',
      nextStep: 'Ask for none, or for a site that has some.',
    },
    model: {
      message: "{{site}} has no GPU '{{model}}'. It has: {{models}}.",
      nextStep: 'Ask for one of those, for any model, or for another site.',
    },
  },
  'quota-exceeded': {
    site: {
      message: 'The quota of this community at {{site}} is used up.',
      nextStep: ROOM_COMES,
    },
  },
  'node-disconnected': {
    silent: {
      message: "Its node '{{node}}' does not answer. It may run on there.",
      nextStep:
        'Wait until the node is back, or restart it elsewhere: its files on that node are then lost.',
    },
  },
  'node-lost': {
    lost: {
      message: "Its node '{{node}}' was lost, and it with it.",
      nextStep: 'Restart it; it is given another node.',
    },
    emptied: {
      message: "Its node '{{node}}' was emptied, and it was ended for that.",
      nextStep: 'Restart it when running it again does no harm.',
    },
  },
  preempted: {
    byOther: {
      message:
        'It had to make room for more urgent work, and is given another place.',
    },
    waits: { message: 'It had to make room for more urgent work. {{reason}}' },
  },
  'stopped-by-operator': {
    atEngine: {
      message: 'It was stopped at its engine, and not through this portal.',
      nextStep: 'Ask who operates this portal why; then restart it.',
    },
  },
  'saving-snapshot': {
    recorded: { message: 'It is recorded and waits for its engine.' },
    turn: { message: 'Another snapshot of yours is saved first.' },
    begun: { message: 'It is being saved.' },
    files: { message: 'The files of its folder are being saved.' },
    image: { message: 'What its program changed elsewhere is being saved.' },
    sending: { message: 'It is being sent to the registry.' },
    deleting: { message: 'It is being deleted.' },
  },
  'snapshot-taken': {
    complete: { message: 'It is complete.' },
  },
} as const satisfies Record<ReasonCode | 'other', Record<string, ReasonWords>>;
