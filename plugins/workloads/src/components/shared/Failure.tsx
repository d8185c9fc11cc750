import {
  AskForAccess,
  DeniedState,
  ErrorState,
  useErrorWords,
} from '@astrolabe/ui';
import { Alert } from '@backstage/ui';
import type { ReactNode } from 'react';

/** Whether an API refused because the person may not, not because it failed. */
export function isDenied(error: unknown): boolean {
  return statusOf(error) === 403;
}

/** Whether an API says that there is no such thing, or none for this person. */
export function isNotFound(error: unknown): boolean {
  return statusOf(error) === 404;
}

function statusOf(error: unknown): number | undefined {
  return (error as { statusCode?: number } | undefined)?.statusCode;
}

/** A page, or a part of it, that could not be loaded. */
export function Failure(props: { error: unknown; onRetry(): void }) {
  return isDenied(props.error) ? (
    <DeniedState error={props.error} />
  ) : (
    <ErrorState error={props.error} onRetry={props.onRetry} />
  );
}

/** Something that a person asked for and that did not work, beside where they asked. */
export function FailureNote(props: {
  title: string;
  error: unknown;
  children?: ReactNode;
}) {
  const { title, cause, nextStep, evidence, request } = useErrorWords()(
    props.error,
  );
  const says = [title, cause, nextStep].filter(part => part !== undefined);
  return (
    <div role="alert">
      <Alert
        status="danger"
        icon
        title={props.title}
        description={
          <>
            {[...new Set(says)].map(sentence).join(' ')}{' '}
            <AskForAccess request={request} />
            {evidence && (
              <p lang="en" style={{ margin: 0 }}>
                {evidence}
              </p>
            )}
          </>
        }
      />
      {props.children}
    </div>
  );
}

/** What is said beside other sentences ends like one. */
function sentence(text: string): string {
  const said = text.trim();
  return /[.!?…:]["'”’»)]*$/.test(said) ? said : `${said}.`;
}
