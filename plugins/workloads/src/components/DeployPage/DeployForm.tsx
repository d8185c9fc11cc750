import { focusField } from '@astrolabe/form';
import {
  lifetimes,
  type FormValues,
  type LaunchForm as LaunchFormData,
  type Snapshot,
  type Workload,
} from '@astrolabe/plugin-workloads-common';
import { describeError, FailureNote, Section } from '@astrolabe/ui';
import { Alert, Button, ButtonLink, Flex, Text } from '@backstage/ui';
import { RiRocketLine } from '@remixicon/react';
import { useMemo } from 'react';
import { useGivenSecrets } from '../../hooks/useGivenSecrets';
import { useLaunch } from '../../hooks/useLaunch';
import { usePlan } from '../../hooks/usePlan';
import { useRuns } from '../../hooks/useRuns';
import { useTranslate } from '../../hooks/useTranslate';
import { launchRecipes } from '../../recipes';
import { LaunchForm } from '../LaunchForm';
import { Recipes } from '../shared/Recipes';
import { AdvicePanel } from './AdvicePanel';
import { FollowChoice } from './FollowChoice';
import { FromSnapshot } from './FromSnapshot';
import { PlanPanel } from './PlanPanel';
import { Runs } from './Runs';
import { SecretFields } from './SecretFields';
import { Variants } from './Variants';

/** The form, where it would run, and the ways to do the same by program. */
export function DeployForm(props: {
  form: LaunchFormData;
  initialValues: FormValues;
  initialSiteId: string | undefined;
  /** What it begins with, if with one. */
  snapshot: Snapshot | undefined;
  onLaunched(workload: Workload): void;
}) {
  const { form, snapshot } = props;
  const t = useTranslate();
  const runs = useRuns();
  const secrets = useGivenSecrets(form);
  const launch = useLaunch({
    ...props,
    fromSnapshot: snapshot?.id,
    ...{ runs, secrets },
    onProblems: problems => problems[0] && focusField(problems[0].path),
  });
  const plan = usePlan(launch.anywhere, launch.isValid);
  // Names have no spaces; compared by what they say.
  const secretNames = secrets.names.join(' ');
  const recipes = useMemo(
    () => launchRecipes(launch.request, secretNames.split(' ').filter(Boolean)),
    [launch.request, secretNames],
  );

  return (
    <Flex direction="column" gap="4">
      {snapshot && <FromSnapshot snapshot={snapshot} />}
      <Variants form={form} snapshot={snapshot?.id} />
      <LaunchForm
        schema={form.schema}
        values={launch.request.values}
        problems={launch.problems}
        onChange={launch.change}
        onLeave={launch.leave}
        onSubmit={launch.launch}
      >
        <Flex direction="column" gap="4">
          <FollowChoice launch={launch} />
          <SecretFields given={secrets} />
          {lifetimes[form.kind].takesParameters && <Runs runs={runs} />}
          <PlanPanel
            {...plan}
            isValid={launch.isValid}
            choice={{
              siteId: launch.request.siteId,
              problem: launch.siteProblem,
              choose: launch.chooseSite,
            }}
          />
          {launch.isValid && (
            <AdvicePanel
              form={form}
              request={launch.anywhere}
              onTake={launch.change}
            />
          )}
          <Outcome launch={launch} />
          <Button
            type="submit"
            variant="primary"
            size="medium"
            iconStart={<RiRocketLine aria-hidden />}
            isPending={launch.isLaunching}
            style={{ alignSelf: 'start' }}
          >
            {launch.isLaunching ? t('deploy.submitting') : t('deploy.submit')}
          </Button>
          <Section title={t('deploy.copy')}>
            <Recipes recipes={recipes} />
          </Section>
        </Flex>
      </LaunchForm>
    </Flex>
  );
}

function Outcome({ launch }: { launch: ReturnType<typeof useLaunch> }) {
  const t = useTranslate();
  if (launch.error !== undefined) {
    const isLost = isAnswerLost(launch.error);
    const { code } = describeError(launch.error);
    const isEarlier = code === 'IDEMPOTENCY_KEY_REUSED';
    return (
      <FailureNote
        title={t(isLost ? 'deploy.noAnswer' : 'deploy.failed')}
        error={launch.error}
      >
        <Text as="p">{t('deploy.kept')}</Text>
        {(code === 'SECRET_NEEDED' || code === 'SECRET_EXPIRED') && (
          <ButtonLink href="/secrets" variant="secondary">
            {t('launchSecrets.page')}
          </ButtonLink>
        )}
        {code === 'STORAGE_REFUSES' && (
          <ButtonLink href="/accounts" variant="secondary">
            {t('deploy.relink')}
          </ButtonLink>
        )}
        {(isLost || isEarlier) && (
          <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
            <Text>
              {t(isLost ? 'deploy.maybeAccepted' : 'deploy.maybeLaunched')}
            </Text>
            <ButtonLink href="/workloads" variant="secondary">
              {t('deploy.seeWorkloads')}
            </ButtonLink>
          </Flex>
        )}
      </FailureNote>
    );
  }
  return (
    <div role="status">
      {(launch.isIncomplete ||
        launch.problems.length > 0 ||
        launch.siteProblem) && (
        <Alert status="warning" icon title={t('deploy.checkFields')} />
      )}
    </div>
  );
}

/** Whether nobody can say if the portal took it: only an answer of its own says no. */
function isAnswerLost(error: unknown): boolean {
  const { statusCode } = error as { statusCode?: number };
  return statusCode === undefined || statusCode === 502 || statusCode === 504;
}
