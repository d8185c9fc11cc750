import {
  defaultNotices,
  isSettled,
  noticeKindOf,
  type NoticeKind,
  type NoticeLanguage,
  type NoticePreferences,
} from '@astrolabe/plugin-workloads-common';
import type { Knex } from 'knex';
import type { RunRow } from './noteRun';
import type { WorkloadRow } from './rows';
import type { WorkloadRecord } from './types';

/** In the portal's pages: there a notice is due until it is read. */
export const PORTAL_CHANNEL = 'portal';

/** One row of `notices`. */
export interface NoticeRow {
  workload_id: string;
  generation: number;
  kind: string;
  channel: string;
  at: string;
  tries: number;
  due_at: string | null;
}

/** One row of `notice_preferences`. */
export interface NoticePreferencesRow {
  owner_ref: string;
  after_seconds: number | null;
  mail: boolean;
  language: string;
}

const noticeKey = ['workload_id', 'generation', 'kind', 'channel'] as const;

/**
 * Notes what its owner is to be told of a change. In the transaction of the
 * change, which only one replica makes; and the same is owed once, however often
 * an engine says it.
 */
export async function noteNotice(tx: Knex, step: Step): Promise<void> {
  await noteAtOnce(tx, step);
  const { before, after, at } = step;
  // Whether a newer commit comes up is told at its end.
  if (after.follow?.trying) return;
  const own = noticeKindOf(after);
  const isNews =
    own !== noticeKindOf(before) || after.generation !== before.generation;
  if (!own || !isNews || after.desired !== 'run') return;
  const kind = after.group ? await kindOfGroup(tx, after.group.id) : own;
  if (!kind) return;
  const wish = await readPreferences(tx, after.ownerRef);
  if (wish.afterSeconds === null) return;
  const run = await tx<RunRow>('workload_runs')
    .where({ workload_id: after.id, generation: after.generation })
    .first('queued_at');
  const since = Date.parse(run?.queued_at ?? after.createdAt);
  if (Date.parse(at) - since < wish.afterSeconds * 1000) return;
  await tx<NoticeRow>('notices')
    .insert(rowsOf(after, wish, { kind, at }))
    .onConflict([...noticeKey])
    .ignore();
}

interface Step {
  before: WorkloadRecord;
  after: WorkloadRecord;
  at: string;
}

/** One for each way in which it is told. */
function rowsOf(
  { id, generation }: WorkloadRecord,
  { mail }: NoticePreferences,
  { kind, at }: { kind: NoticeKind; at: string },
): NoticeRow[] {
  const channels = mail ? [PORTAL_CHANNEL, 'mail'] : [PORTAL_CHANNEL];
  return channels.map(channel => ({
    ...{ workload_id: id, generation, kind, channel },
    ...{ at, tries: 0, due_at: at },
  }));
}

/**
 * It lies idle, or is of another commit: told whenever anything is, for it is about to
 * end, or has begun while nobody looked. Again, when it happens again.
 */
async function noteAtOnce(
  tx: Knex,
  { before, after, at }: Step,
): Promise<void> {
  const kind = idleNoticeOf(before, after) ?? followNoticeOf(before, after);
  if (!kind) return;
  const wish = await readPreferences(tx, after.ownerRef);
  if (wish.afterSeconds === null) return;
  await tx<NoticeRow>('notices')
    .insert(rowsOf(after, wish, { kind, at }))
    .onConflict([...noticeKey])
    .merge();
}

function idleNoticeOf(
  before: WorkloadRecord,
  after: WorkloadRecord,
): NoticeKind | undefined {
  const [was, is] = [before.idle ?? {}, after.idle ?? {}];
  if (is.isEnd) return was.isEnd ? undefined : 'idle-stopped';
  const warnings = is.warnings ?? 0;
  if (warnings <= (was.warnings ?? 0)) return undefined;
  return warnings === 1 ? 'idle-first' : 'idle-last';
}

function followNoticeOf(
  { follow: was }: WorkloadRecord,
  { follow: is }: WorkloadRecord,
): NoticeKind | undefined {
  if (is?.refused && is.refused.at !== was?.refused?.at) return 'update-failed';
  return was?.trying && !is?.trying ? 'updated' : undefined;
}

/**
 * Hundreds may be launched together, and nobody wants hundreds of mails: the
 * last one that ends tells of all.
 */
async function kindOfGroup(
  tx: Knex,
  group: string,
): Promise<NoticeKind | undefined> {
  const turn = { owner_ref: `notice:${group}` };
  // Of two that end at once, one waits here and sees the end of the other.
  await tx('launch_turns').insert(turn);
  await tx('launch_turns').where(turn).delete();
  const states = await tx<WorkloadRow>('workloads')
    .where({ group_id: group })
    .distinct()
    .pluck('state');
  if (!states.every(isSettled)) return undefined;
  return states.includes('failed') ? 'failed' : 'completed';
}

/** What a person wishes, or the defaults. */
export async function readPreferences(
  db: Knex,
  ownerRef: string,
): Promise<NoticePreferences> {
  const row = await db<NoticePreferencesRow>('notice_preferences')
    .where({ owner_ref: ownerRef })
    .first();
  if (!row) return defaultNotices;
  return {
    afterSeconds: row.after_seconds,
    // SQLite keeps it as a number.
    mail: Boolean(row.mail),
    language: row.language as NoticeLanguage,
  };
}
