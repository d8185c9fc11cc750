import { DeniedState } from './DeniedState';
import { ErrorState } from './ErrorState';

/** What could not be loaded: because one may not, or because it failed. @public */
export function FailureState(props: { error: unknown; onRetry?: () => void }) {
  return statusOf(props.error) === 403 ? (
    <DeniedState error={props.error} />
  ) : (
    <ErrorState error={props.error} onRetry={props.onRetry} />
  );
}

/** The HTTP status that an API answered with, if it was an API. @public */
export function statusOf(error: unknown): number | undefined {
  return (error as { statusCode?: number } | undefined)?.statusCode;
}
