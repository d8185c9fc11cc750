/** An error in the words that people read. @public */
export interface ErrorDescription {
  title: string;
  cause?: string;
  evidence?: string;
  nextStep?: string;
  code?: string;
  /** Where one would have to be what, to be allowed to. */
  needed?: { community: string; tier: string };
  /** What one may ask for, to be allowed to. */
  request?: { community: string; tier: string };
}

interface ApiError {
  message?: unknown;
  cause?: unknown;
  code?: unknown;
  nextStep?: unknown;
  evidence?: unknown;
  needed?: unknown;
  request?: unknown;
}

/**
 * Takes what our APIs add to Backstage's error shape (`code`, `cause`,
 * `evidence`, `nextStep`, `needed`, `request`) out of whatever was thrown.
 *
 * @public
 */
export function describeError(error: unknown): ErrorDescription {
  const thrown = error as
    | { message?: string; body?: { error?: ApiError } }
    | undefined;
  const api = thrown?.body?.error;
  return {
    title: text(api?.message) ?? thrown?.message ?? String(error),
    cause: text(api?.cause),
    evidence: text(api?.evidence),
    nextStep: text(api?.nextStep),
    code: text(api?.code),
    needed: membershipOf(api?.needed),
    request: membershipOf(api?.request),
  };
}

function membershipOf(value: unknown): ErrorDescription['needed'] {
  const { community, tier } = (value ?? {}) as Record<string, unknown>;
  return typeof community === 'string' && typeof tier === 'string'
    ? { community, tier }
    : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
