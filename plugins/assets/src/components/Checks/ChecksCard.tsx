import type { AssetChecks, CheckRun } from '@astrolabe/plugin-assets-common';
import {
  FailureNote,
  newIdempotencyKey,
  PlainList,
  Section,
  statusOf,
} from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Flex, Switch, Text } from '@backstage/ui';
import { RiPlayLine, RiShieldCheckLine } from '@remixicon/react';
import { useState } from 'react';
import { assetsApiRef } from '../../api';
import { isBeingAsked, useChecks } from '../../hooks/useChecks';
import { useSending } from '../../hooks/useSending';
import { useTranslate } from '../../hooks/useTranslate';
import { BadgesDialog } from './BadgesDialog';
import { HookNote, UntoldNote } from './HookNote';
import { RunLine, RunSummary } from './RunSummary';

const EARLIER = 5;

/** How the newest commits of a module were checked, and what its owner does about that. */
export function ChecksCard({ name }: { name: string }) {
  const t = useTranslate();
  const { value, error, load } = useChecks(name);
  if (value) {
    return <Known {...{ name, error }} checks={value} onChange={load} />;
  }
  // Of most modules nothing is checked here: there is nothing to wait for or to miss.
  if (error === undefined || statusOf(error) === 404) return null;
  return (
    <Section title={t('checks.title')}>
      <FailureNote title={t('checks.missing')} error={error} />
    </Section>
  );
}

function Known(props: {
  name: string;
  checks: AssetChecks;
  /** Why it cannot be told how they are now. */
  error: unknown;
  onChange(): void;
}) {
  const { name, checks, error, onChange } = props;
  const { items, mayRun, hook, untold } = checks;
  const t = useTranslate();
  if (items.length === 0 && !mayRun) return null;
  const newest = newestOf(items);
  const earlier = items.filter(run => !newest.includes(run)).slice(0, EARLIER);
  return (
    <Section
      title={t('checks.title')}
      extra={mayRun && <RunButton name={name} onDone={onChange} />}
    >
      {error !== undefined && (
        <FailureNote title={t('checks.stale')} error={error} />
      )}
      {items.length === 0 && <Text as="p">{t('checks.none')}</Text>}
      {newest.map(run => (
        <RunSummary key={run.id} name={name} run={run} />
      ))}
      {mayRun && hook && !isBeingAsked(hook) && <HookNote hook={hook} />}
      {untold && <UntoldNote reason={untold} />}
      {earlier.length > 0 && (
        <>
          <Text as="h3" variant="body-small" weight="bold">
            {t('checks.earlier')}
          </Text>
          <PlainList label={t('checks.earlier')}>
            {earlier.map(run => (
              <li key={run.id}>
                <RunLine name={name} run={run} />
              </li>
            ))}
          </PlainList>
        </>
      )}
      {mayRun && <Settings {...props} />}
    </Section>
  );
}

/** Of each runner the newest; of what was only proposed none. */
function newestOf(all: CheckRun[]): CheckRun[] {
  const items = all.filter(({ cause }) => cause !== 'pull');
  const runners = new Set(items.map(({ runner }) => runner));
  return [...runners].map(each => items.find(({ runner }) => runner === each)!);
}

function RunButton({ name, onDone }: { name: string; onDone(): void }) {
  const t = useTranslate();
  const api = useApi(assetsApiRef);
  // The same wish when it is pressed again after nothing has come back.
  const [idempotencyKey, setKey] = useState(newIdempotencyKey);
  const { send, isSending, error } = useSending(() => {
    setKey(newIdempotencyKey());
    onDone();
  });
  return (
    <Flex direction="column" gap="2">
      <Button
        variant="secondary"
        size="small"
        iconStart={<RiPlayLine aria-hidden />}
        loading={isSending}
        onPress={() => send(() => api.checks.run(name, { idempotencyKey }))}
      >
        {t('checks.run')}
      </Button>
      {error !== undefined && (
        <FailureNote title={t('checks.failed')} error={error} />
      )}
    </Flex>
  );
}

/** What whose repository it is may set, and put into its README. */
function Settings({
  name,
  checks,
  onChange,
}: {
  name: string;
  checks: AssetChecks;
  onChange(): void;
}) {
  const t = useTranslate();
  const api = useApi(assetsApiRef);
  const { send, isSending, error } = useSending(onChange);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Flex
        align="center"
        justify="between"
        gap="2"
        style={{ flexWrap: 'wrap' }}
      >
        <Switch
          label={t('checks.onPush')}
          isSelected={checks.onPush ?? false}
          isDisabled={isSending}
          onChange={isOn => send(() => api.checks.setOnPush(name, isOn))}
        />
        <Button
          variant="secondary"
          size="small"
          iconStart={<RiShieldCheckLine aria-hidden />}
          onPress={() => setOpen(true)}
        >
          {t('checks.badges.button')}
        </Button>
      </Flex>
      {error !== undefined && (
        <FailureNote title={t('checks.notSet')} error={error} />
      )}
      {isOpen && <BadgesDialog name={name} onClose={() => setOpen(false)} />}
    </>
  );
}
