import {
  entryExists,
  noEntry,
  storageAway,
  storageFailed,
  storageFull,
  storageRefuses,
} from '../../problems';

/**
 * What storages say, by what it means. rclone passes on their words, and has
 * few of its own; the first that fits is taken.
 */
const meanings: [RegExp, (evidence: string) => Error][] = [
  [
    /(directory|object|file|bucket) not found|no such file|NoSuchKey|NoSuchBucket|404 Not Found/i,
    () => noEntry(''),
  ],
  // Before what is refused: Google and AWS say so with 403.
  [/rate ?limit|too many requests|slow ?down|\b429\b/i, storageAway],
  [
    /\b401\b|\b403\b|unauthori[sz]ed|forbidden|access ?denied|InvalidAccessKeyId|SignatureDoesNotMatch|unable to authenticate|invalid_grant|token (has )?expired|host key mismatch/i,
    storageRefuses,
  ],
  [/\b507\b|insufficient ?storage|quota|no space left/i, storageFull],
  [/directory exists|already exists|file exists/i, () => entryExists('')],
  [
    /connection refused|no such host|timeout|timed out|deadline exceeded|\bEOF\b|connection reset|broken pipe|proxy|unreachable|\b50[234]\b|dial |use of closed/i,
    storageAway,
  ],
];

/** What rclone answered, as an error of ours. */
export function inWords(said: string): Error {
  const evidence = evidenceOf(said);
  const meaning = meanings.find(([words]) => words.test(evidence));
  return meaning ? meaning[1](evidence) : storageFailed(evidence);
}

/** The answer repeats what it was told, which is nobody else's: only its error is taken. */
function evidenceOf(said: string): string {
  let error = said;
  try {
    error = String(JSON.parse(said).error ?? '');
  } catch {
    // Not JSON: the answer to a download is a page, or a line.
  }
  return withoutSecrets(error).replace(/\s+/g, ' ').trim().slice(0, 300);
}

/** Addresses may hold a user and a password, or a signature in their query. */
function withoutSecrets(text: string): string {
  return text
    .replace(/(\w+:\/\/)[^\s/"']*@/g, '$1')
    .replace(/\?[^\s"']+/g, '?…')
    .replace(/<[^>]*>/g, ' ');
}
