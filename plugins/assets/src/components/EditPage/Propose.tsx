import type { ProposedChange } from '@astrolabe/plugin-assets-common';
import {
  ExternalLink,
  FormDialog,
  LoadingState,
  Section,
  statusOf,
} from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text, TextField } from '@backstage/ui';
import { RiGitPullRequestLine } from '@remixicon/react';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { assetsApiRef } from '../../api';
import { useSending } from '../../hooks/useSending';
import { useTranslate } from '../../hooks/useTranslate';

/** A repository that a change can be proposed to. */
export interface Base {
  /** Of the module. */
  name: string;
  url: string;
  branch: string;
  /** What it is at now. */
  commit: string;
}

interface Props {
  base: Base;
  /** That the text is a change of; undefined where that is not known. */
  commit?: string;
  text: string;
  isInvalid: boolean;
  /** A request at the forge has all of it. */
  onProposed(): void;
  /** What is written here is given up for what is there now. */
  onReload(): void;
}

/** The other way out of the editor: a pull or merge request. */
export function Propose(props: Props) {
  const { commit } = props;
  const t = useTranslate();
  return (
    <Section title={t('propose.title')}>
      {commit === undefined ? (
        <Baseless onReload={props.onReload} />
      ) : (
        <Offer {...props} commit={commit} />
      )}
    </Section>
  );
}

/** Says that it cannot be told what is changed, so that nothing of others is taken back. */
function Baseless({ onReload }: Pick<Props, 'onReload'>) {
  const t = useTranslate();
  return (
    <Alert
      status="warning"
      title={t('propose.baseless')}
      description={t('propose.baselessText')}
      customActions={
        <Button variant="secondary" onPress={onReload}>
          {t('propose.again')}
        </Button>
      }
    />
  );
}

function Offer(props: Props & { commit: string }) {
  const { base, isInvalid } = props;
  const t = useTranslate();
  const [isOpen, setOpen] = useState(false);
  const [proposed, setProposed] = useState<ProposedChange>();
  return (
    <>
      <Text as="p" color="secondary">
        {isInvalid ? t('propose.invalid') : t('propose.text', { ...base })}
      </Text>
      <div>
        <Button
          variant="secondary"
          iconStart={<RiGitPullRequestLine aria-hidden />}
          isDisabled={isInvalid}
          onPress={() => setOpen(true)}
        >
          {t('propose.button')}
        </Button>
      </div>
      {proposed?.url && (
        <>
          <Alert role="status" status="success" title={t('propose.done')} />
          <ExternalLink href={proposed.url}>
            {t('propose.open', { number: String(proposed.number) })}
          </ExternalLink>
        </>
      )}
      {isOpen && (
        <Question
          {...props}
          onClose={() => setOpen(false)}
          onDone={change => {
            setProposed(change);
            props.onProposed();
          }}
        />
      )}
    </>
  );
}

/** What is proposed, before it is. */
function Question(
  props: Props & {
    commit: string;
    onClose(): void;
    onDone(change: ProposedChange): void;
  },
) {
  const { commit, text, onClose, onDone, onReload } = props;
  const t = useTranslate();
  const api = useApi(assetsApiRef);
  const { name } = props.base;
  const [typed, setTyped] = useState<string>();
  const plan = useAsync(
    () => api.proposeMetadata(name, { text, commit, dryRun: true }),
    [api, name, text, commit],
  );
  const { send, isSending, error } = useSending(onClose);
  const failure = error ?? plan.error;
  const title = typed ?? plan.value?.title ?? '';
  const fields = plan.value?.fields.join(', ');
  const isMoved = statusOf(failure) === 409;
  return (
    <FormDialog
      title={t('propose.title')}
      submitLabel={t('propose.send')}
      isReady={plan.value !== undefined && title.trim() !== '' && !isMoved}
      isSending={isSending}
      error={failure}
      otherwise={
        isMoved ? { label: t('propose.again'), onPress: onReload } : undefined
      }
      onSubmit={() =>
        send(async () => {
          const change = { text, commit, title: title.trim() };
          onDone(await api.proposeMetadata(name, change));
        })
      }
      onClose={onClose}
    >
      {plan.loading && <LoadingState label={t('propose.planning')} />}
      {plan.value && (
        <>
          <TextField
            label={t('propose.name')}
            value={title}
            onChange={setTyped}
            maxLength={200}
            isRequired
          />
          <Text as="p" color="secondary">
            {fields ? t('propose.fields', { fields }) : t('propose.words')}
          </Text>
        </>
      )}
    </FormDialog>
  );
}
