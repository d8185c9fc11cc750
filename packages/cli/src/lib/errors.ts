import { ResponseError } from '@backstage/errors';

/**
 * What the exit status says, so that a script can branch without reading text.
 * README.md lists them; a test compares the two.
 */
export const exitCodes = {
  ok: 0,
  /** The operation was tried and failed, or the workload did. */
  failure: 1,
  /** The command line or a value is wrong; asking again changes nothing. */
  usage: 2,
  notSignedIn: 3,
  /** Does not exist, or is not yours to see or to change. */
  notFound: 4,
  /** Not possible in the present state. */
  conflict: 5,
  /** The portal is not reachable or asks to wait: try again. */
  unavailable: 6,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What is said of an error, in text and in JSON. */
export interface ErrorReport {
  name: string;
  message: string;
  code?: string;
  cause?: string;
  evidence?: string;
  nextStep?: string;
  /** Fields that are wrong, with what is allowed. */
  problems?: ErrorProblem[];
}

/** One field that is wrong. */
export interface ErrorProblem {
  /** JSON pointer, such as `/hardware/memory`. */
  path: string;
  message: string;
  allowed?: unknown[];
}

/** An error that is meant for the person at the terminal. */
export class CliError extends Error {
  readonly report: ErrorReport;
  readonly exitCode: ExitCode;

  constructor(
    exitCode: ExitCode,
    report: Omit<ErrorReport, 'name'> & { name?: string },
  ) {
    super(report.message);
    this.exitCode = exitCode;
    this.report = { name: 'CliError', ...report };
  }
}

/** A program that was run for the person ended so; it has said itself why. */
export class ProgramExit extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`Ended with ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/** A mistake on the command line. */
export function usageError(message: string, nextStep?: string): CliError {
  return new CliError(exitCodes.usage, {
    name: 'UsageError',
    message,
    nextStep,
  });
}

/** Turns whatever was thrown into something that can be told. */
export function toCliError(error: unknown): CliError {
  if (error instanceof CliError) return error;
  if (error instanceof ResponseError) return fromResponse(error);
  return new CliError(exitCodes.failure, {
    name: error instanceof Error ? error.name : 'Error',
    message: error instanceof Error ? error.message : String(error),
  });
}

const exitCodeByStatus: Record<number, ExitCode> = {
  400: exitCodes.usage,
  401: exitCodes.notSignedIn,
  403: exitCodes.notFound,
  404: exitCodes.notFound,
  409: exitCodes.conflict,
  413: exitCodes.usage,
  422: exitCodes.usage,
  429: exitCodes.unavailable,
  502: exitCodes.unavailable,
  503: exitCodes.unavailable,
  504: exitCodes.unavailable,
};

/** The portal's errors carry more than Backstage's type says. */
function fromResponse(error: ResponseError): CliError {
  const status = error.response.status;
  const told = error.body.error as Partial<Record<string, unknown>> | undefined;
  const exitCode = exitCodeByStatus[status] ?? exitCodes.failure;
  return new CliError(exitCode, {
    name: text(told?.name) ?? 'ResponseError',
    message: text(told?.message) ?? error.message,
    code: text(told?.code),
    cause: text(told?.cause),
    evidence: text(told?.evidence),
    nextStep: text(told?.nextStep) ?? nextStepOf(error),
    problems: isProblems(told?.problems) ? told.problems : undefined,
  });
}

function isProblems(value: unknown): value is ErrorProblem[] {
  return (
    Array.isArray(value) &&
    value.every(
      item =>
        typeof item?.path === 'string' && typeof item.message === 'string',
    )
  );
}

function nextStepOf(error: ResponseError): string | undefined {
  const { status } = error.response;
  if (status === 401) return 'Sign in again: astrolabe login';
  const wait = error.response.headers.get('retry-after');
  if (wait) return `Try again in ${wait} seconds`;
  return undefined;
}

function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value || undefined;
  if (value && typeof value === 'object' && 'message' in value) {
    return text(value.message);
  }
  return undefined;
}
