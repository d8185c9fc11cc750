import { lifetimes } from '@astrolabe/plugin-workloads-common';
import {
  EmptyState,
  LoadingState,
  newIdempotencyKey,
  PageFrame,
  FailureState,
} from '@astrolabe/ui';
import { Button, ButtonLink, Text } from '@backstage/ui';
import { RiPlayLine } from '@remixicon/react';
import { useLocation, useNavigate, useSearchParams } from 'react-router-dom';
import { useLaunchForm } from '../../hooks/useLaunchForm';
import { useTranslate } from '../../hooks/useTranslate';
import { useTrial } from '../../hooks/useTrial';
import { deployPath } from '../../routes';
import { assetName, assetPath } from '../shared/resources';
import { Trial } from './Trial';

/**
 * `/try?ref=<entity ref>`: starts it with what its form says already, shows how
 * far that is, and goes there when it answers.
 *
 * Nothing starts by following a link: the press puts a key into the history of
 * this tab, which no other page can. With the same key it is the same trial, also
 * when the page is loaded again.
 */
export function TryPage() {
  const t = useTranslate();
  const [query] = useSearchParams();
  const ref = query.get('ref') ?? '';
  const { form, error, retry } = useLaunchForm(ref, {});
  const title = form?.title ?? assetName(ref);
  const href = assetPath(ref);
  const way = form?.variants.find(({ kind }) => lifetimes[kind].isOneClick);
  return (
    <PageFrame
      title={t('trial.title', { asset: title })}
      subtitle={t('trial.subtitle')}
      breadcrumbs={href ? [{ label: title, href }] : undefined}
    >
      {error !== undefined && <FailureState error={error} onRetry={retry} />}
      {!form && error === undefined && (
        <LoadingState label={t('deploy.loading')} />
      )}
      {form && !way && (
        <EmptyState
          title={t('trial.noWay')}
          description={t('trial.noWayText')}
          action={
            <ButtonLink variant="primary" href={deployPath(ref)}>
              {t('trial.deploy')}
            </ButtonLink>
          }
        />
      )}
      {form && way && <Pressed entityRef={ref} variant={way.name} />}
    </PageFrame>
  );
}

function Pressed(props: { entityRef: string; variant: string | undefined }) {
  const t = useTranslate();
  const navigate = useNavigate();
  const location = useLocation();
  const key: unknown = location.state?.trialKey;
  const press = () =>
    navigate(`${location.pathname}${location.search}`, {
      replace: key === undefined,
      state: { trialKey: newIdempotencyKey() },
    });
  if (typeof key !== 'string') {
    return (
      <Button
        variant="primary"
        iconStart={<RiPlayLine aria-hidden />}
        onPress={press}
      >
        {t('trial.start')}
      </Button>
    );
  }
  return <Launched key={key} {...props} trialKey={key} onAgain={press} />;
}

function Launched(props: {
  entityRef: string;
  variant: string | undefined;
  trialKey: string;
  onAgain(): void;
}) {
  const t = useTranslate();
  const { id, error, retry } = useTrial(props);
  if (error !== undefined)
    return <FailureState error={error} onRetry={retry} />;
  if (id === undefined) {
    return (
      <div role="status">
        <Text>{t('trial.launching')}…</Text>
      </div>
    );
  }
  return <Trial id={id} onAgain={props.onAgain} />;
}
