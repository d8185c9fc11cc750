import { AskForAccess, useErrorWords } from '@astrolabe/ui';
import { Alert } from '@backstage/ui';

/** Something that a person asked for and that did not work, beside where they asked. */
export function FailureNote(props: { title: string; error: unknown }) {
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
    </div>
  );
}

/** What is said beside other sentences ends like one. */
function sentence(text: string): string {
  const said = text.trim();
  return /[.!?…:]["'”’»)]*$/.test(said) ? said : `${said}.`;
}
