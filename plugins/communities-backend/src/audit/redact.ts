/** Said in place of a secret. */
const HIDDEN = '[hidden]';

/** Keys whose values are secrets; `tokenId` and the like only name one. */
const secretKey =
  /(secret|passw|passphrase|token|cookie|authorization|credential|private.?key|api.?key|access.?key)/i;
const onlyNames = /(id|name|title|count|seconds|expiresat)$/i;

/** Secrets by their looks, wherever they stand. */
const secretShapes = [
  // Our own access tokens, and what only looks like one.
  /\bast_[A-Za-z0-9]{8,}/g,
  // JSON Web Tokens, Backstage's too.
  /\beyJ[\w-]{5,}\.[\w-]+(\.[\w-]*)?/g,
  /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi,
  // Of forges and clouds.
  /\b(gh[pousr]|github_pat|glpat|hvs|xox[abprs]|sk|hf)[_-][\w-]{16,}/g,
  /\bAKIA[A-Z0-9]{16}\b/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // A password in an address, and a secret in its query.
  /(?<=:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g,
  /(?<=[?&](?:[\w-]*(?:token|secret|password|ticket|code|key|signature))=)[^&\s]+/gi,
];

const DEEPEST = 4;
const MOST_ITEMS = 50;
const LONGEST_TEXT = 500;

/** A text without what looks like a secret, and no longer than it is of use. */
export function redactText(text: string, longest = LONGEST_TEXT): string {
  const open = secretShapes.reduce(
    (left, shape) => left.replace(shape, HIDDEN),
    // What is cut first cannot hide a half of a secret; twice is enough room.
    text.slice(0, longest * 2),
  );
  return open.length > longest ? `${open.slice(0, longest - 1)}…` : open;
}

/** A value without secrets, as JSON has it, within bounds. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object') return undefined;
  if (depth >= DEEPEST) return '…';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    return value.slice(0, MOST_ITEMS).map(item => redact(item, depth + 1));
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST_ITEMS)
      .map(([key, item]) => [
        redactText(key),
        isSecret(key, item) ? HIDDEN : redact(item, depth + 1),
      ]),
  );
}

function isSecret(key: string, value: unknown): boolean {
  return (
    typeof value !== 'boolean' && secretKey.test(key) && !onlyNames.test(key)
  );
}
