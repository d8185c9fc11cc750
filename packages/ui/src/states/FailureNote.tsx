import { Alert } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useErrorWords } from '../useErrorWords';
import { AskForAccess } from './AskForAccess';

/** Something that a person asked for and that did not work, beside where they asked. @public */
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
