import {
  isSettled,
  isSharedFor,
  isSlowStorage,
  workloadNeeds,
  type StorageState,
  type StorageStatus,
  type Workload,
} from '@astrolabe/plugin-workloads-common';
import {
  FailureNote,
  formatBytes,
  formatInstant,
  PlainList,
  Section,
  useLocale,
} from '@astrolabe/ui';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import { useStorages } from '../../hooks/useStorages';
import { useTranslate, type Translate } from '../../hooks/useTranslate';

/** What is said of it: its state, or what that has become. */
type Said =
  | StorageState
  | 'ended'
  | 'copied'
  | 'waits'
  | 'neverBack'
  | 'notArrived';

/** What was on its way when it ended has not arrived. */
const endings: Partial<Record<StorageState, 'ended' | 'neverBack'>> = {
  answers: 'ended',
  silent: 'ended',
  'copied-in': 'neverBack',
  'copying-back': 'neverBack',
};

/** Where something has to be done, or be known, and what. */
const troubles: Partial<
  Record<Said, 'silent' | 'waits' | 'left' | 'notArrived'>
> = {
  silent: 'silent',
  waits: 'waits',
  left: 'left',
  neverBack: 'left',
  notArrived: 'notArrived',
};

/** How its storages do; nothing where it has none. */
export function Storages({ workload }: { workload: Workload }) {
  const t = useTranslate();
  const { storages = [], error, copyBack } = useStorages(workload);
  if (!workload.storage) return null;
  return (
    <Section title={t('storage.title')}>
      {error !== undefined && (
        <FailureNote title={t('storage.failed')} error={error} />
      )}
      <div aria-live="polite">
        {storages.map((status, index) => (
          <OneStorage
            key={status.account ?? index}
            status={status}
            workload={workload}
            onCopyBack={copyBack}
          />
        ))}
      </div>
    </Section>
  );
}

function OneStorage(props: {
  status: StorageStatus;
  workload: Workload;
  onCopyBack(): void;
}) {
  const { status, workload } = props;
  const hasEnded = isSettled(workload.state);
  const { account, since, reason, triesUntil = '', beside = [] } = status;
  const t = useTranslate();
  const locale = useLocale();
  const state = saidOf(status, hasEnded);
  const words = wordsOf(status, state, { t, locale });
  const title = account ? `${account}: ${words}` : words;
  const details = [
    reason,
    since && t('storage.since', { at: formatInstant(since, locale) }),
  ];
  const trouble = troubles[state];
  // A restart that begins with an empty folder has nothing to copy back.
  const step =
    trouble === 'left' && !workload.keepsFiles ? 'lost' : trouble ?? 'left';
  const mayCopyBack =
    step === 'left' && hasEnded && isSharedFor(workload, workloadNeeds.restart);
  return (
    <Flex direction="column" gap="2">
      {trouble ? (
        <Alert
          status="warning"
          icon
          title={title}
          description={
            <Flex direction="column" gap="1" align="start">
              <Text>
                {t(`storage.step.${step}`, {
                  at: formatInstant(triesUntil, locale),
                })}
              </Text>
              <Details lines={details} />
              {mayCopyBack && (
                <Button variant="secondary" onPress={props.onCopyBack}>
                  {t('storage.copyBack')}
                </Button>
              )}
            </Flex>
          }
        />
      ) : (
        <>
          <Text>{title}</Text>
          <Details lines={details} />
        </>
      )}
      {!hasEnded && isSlowStorage(status) && <Text>{t('storage.slow')}</Text>}
      {beside.length > 0 && <Text>{t('storage.beside')}</Text>}
      {beside.length > 0 && (
        <PlainList>
          {beside.map(file => (
            <li key={file}>
              <Text style={{ overflowWrap: 'anywhere' }}>{file}</Text>
            </li>
          ))}
        </PlainList>
      )}
    </Flex>
  );
}

function Details({ lines }: { lines: (string | undefined)[] }) {
  const known = lines.filter(Boolean);
  if (known.length === 0) return null;
  return (
    <Text
      variant="body-small"
      color="secondary"
      style={{ overflowWrap: 'anywhere' }}
    >
      {known.join(' · ')}
    </Text>
  );
}

function saidOf(status: StorageStatus, hasEnded: boolean): Said {
  const { mode, state, readOnly, triesUntil } = status;
  if (hasEnded && readOnly && state === 'copied-in') return 'copied';
  if (mode === 'mount' && state === 'left') return 'notArrived';
  if (!hasEnded && state === 'left' && triesUntil) return 'waits';
  return (hasEnded && endings[state]) || state;
}

function wordsOf(
  status: StorageStatus,
  state: Said,
  { t, locale }: { t: Translate; locale: string },
): string {
  if (state === 'answers') return speedOf(status, { t, locale });
  const {
    files = state === 'notArrived' ? '?' : 0,
    bytes = 0,
    totalBytes = 0,
  } = status;
  return t(`storage.state.${state}`, {
    files: String(files),
    bytes: formatBytes(bytes, locale),
    total: formatBytes(totalBytes, locale),
  });
}

function speedOf(
  status: StorageStatus,
  { t, locale }: { t: Translate; locale: string },
): string {
  const { answersMs, writesBytesPerSecond, readsBytesPerSecond } = status;
  const rate = (count: number) => rateOf(count, locale);
  return [
    answersMs !== undefined &&
      t('storage.answers', { ms: String(Math.round(answersMs)) }),
    writesBytesPerSecond &&
      t('storage.writes', { rate: rate(writesBytesPerSecond) }),
    readsBytesPerSecond &&
      t('storage.reads', { rate: rate(readsBytesPerSecond) }),
  ]
    .filter(Boolean)
    .join(', ');
}

function rateOf(bytesPerSecond: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'megabyte-per-second',
    maximumFractionDigits: bytesPerSecond < 1e7 ? 1 : 0,
  }).format(bytesPerSecond / 1e6);
}
