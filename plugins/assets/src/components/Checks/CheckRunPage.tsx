import type { CheckRun } from '@astrolabe/plugin-assets-common';
import {
  EmptyState,
  ExternalLink,
  Facts,
  FailureNote,
  FailureState,
  formatDuration,
  formatInstant,
  LoadingState,
  PageFrame,
  safeHref,
  Section,
  StatusBadge,
  statusOf,
  useLocale,
} from '@astrolabe/ui';
import { ButtonLink, Link } from '@backstage/ui';
import { useParams, useSearchParams } from 'react-router-dom';
import { useAsset } from '../../hooks/useAsset';
import { useCheckRun } from '../../hooks/useChecks';
import { useOwner } from '../../hooks/useOwner';
import { useTranslate } from '../../hooks/useTranslate';
import { assetPath, listPath } from '../../routes';
import { CheckLog } from './CheckLog';
import { CheckTable, logButtonId } from './CheckTable';
import styles from './Checks.module.css';
import { RunFiles } from './RunFiles';
import { causeWords, runnerName, shortCommit, stateTones } from './words';

/** One run of the checks of a module, with what each has written. */
export function CheckRunPage() {
  const { name = '', run: id = '' } = useParams();
  const t = useTranslate();
  const { value: run, error, load } = useCheckRun(name, id);
  const { asset } = useAsset('module', name);
  const title = asset?.title ?? name;
  const module = assetPath({ kind: 'module', name });
  return (
    <PageFrame
      title={t('checks.page.title', { name: title })}
      subtitle={run && t('checks.of', commitOf(run))}
      breadcrumbs={[
        { label: t('kind.module.title'), href: listPath('module') },
        { label: title, href: module },
      ]}
    >
      {run && error !== undefined && (
        <FailureNote title={t('checks.stale')} error={error} />
      )}
      {run && <Run name={name} run={run} />}
      {!run && error === undefined && (
        <LoadingState label={t('checks.page.loading')} />
      )}
      {!run && statusOf(error) === 404 && (
        <EmptyState
          title={t('checks.page.missing')}
          description={t('checks.page.missingText')}
          action={
            <ButtonLink variant="secondary" href={module}>
              {t('checks.page.back', { name: title })}
            </ButtonLink>
          }
        />
      )}
      {!run && error !== undefined && statusOf(error) !== 404 && (
        <FailureState error={error} onRetry={load} />
      )}
    </PageFrame>
  );
}

function commitOf(run: CheckRun) {
  return { commit: shortCommit(run), branch: run.branch };
}

/** Which log is open stands in the address. */
function Run({ name, run }: { name: string; run: CheckRun }) {
  const t = useTranslate();
  const [params, setParams] = useSearchParams();
  const wanted = params.get('log');
  const check = run.checks.find(each => each.name === wanted && each.hasLog);
  return (
    <>
      <Section title={t('checks.page.state')}>
        <div className={styles.line} aria-live="polite">
          <StatusBadge tone={stateTones[run.state]}>
            {t(`checks.state.${run.state}`)}
          </StatusBadge>
          {run.reason && <span lang="en">{run.reason}</span>}
        </div>
        <RunFacts name={name} run={run} />
      </Section>
      <Section title={t('checks.page.results')}>
        <CheckTable run={run} openLog={log => setParams({ log })} />
      </Section>
      {check && (
        <CheckLog
          key={check.name}
          {...{ name, run, check: check.name }}
          onClose={() => {
            document.getElementById(logButtonId(check.name))?.focus();
            setParams({});
          }}
        />
      )}
    </>
  );
}

function RunFacts({ name, run }: { name: string; run: CheckRun }) {
  const t = useTranslate();
  const locale = useLocale();
  const { title: person } = useOwner(run.personRef);
  const { startedAt, endedAt, url, workloadId } = run;
  const seconds =
    startedAt && endedAt
      ? (Date.parse(endedAt) - Date.parse(startedAt)) / 1000
      : undefined;
  return (
    <Facts
      facts={[
        { name: t('checks.page.runner'), value: runnerName(run.runner, t) },
        { name: t('checks.page.branch'), value: run.branch },
        { name: t('checks.page.commit'), value: <code>{run.commit}</code> },
        {
          name: t('checks.page.cause'),
          value: causeWords(run, { t, person }),
        },
        {
          name: t('checks.page.began'),
          value: formatInstant(startedAt ?? run.createdAt, locale),
        },
        {
          name: t('checks.page.took'),
          value: seconds === undefined ? undefined : formatDuration(seconds),
        },
        {
          name: t('checks.page.workload'),
          value: workloadId && (
            <Link href={`/workloads/${encodeURIComponent(workloadId)}`}>
              {t('checks.page.openWorkload')}
            </Link>
          ),
        },
        {
          name: t('checks.page.elsewhere'),
          value: safeHref(url) && (
            <ExternalLink href={url!}>{new URL(url!).host}</ExternalLink>
          ),
        },
        {
          name: t('checks.page.files'),
          value: run.files && <RunFiles name={name} run={run} />,
        },
      ]}
    />
  );
}
