import type { FormSchema, Workload } from '@astrolabe/plugin-workloads-common';
import {
  EmptyState,
  LoadingState,
  PageFrame,
  FailureState,
} from '@astrolabe/ui';
import { ButtonLink } from '@backstage/ui';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { useLaunchForm } from '../../hooks/useLaunchForm';
import { useTranslate } from '../../hooks/useTranslate';
import { workloadPath } from '../../routes';
import { isNotFound } from '../shared/Failure';
import { assetName, assetPath } from '../shared/resources';
import { DeployForm } from './DeployForm';
import { withPresets } from './presets';

/** `/deploy?ref=<entity ref>`: fill in, see where it will run, start it. */
export function DeployPage() {
  const t = useTranslate();
  const [query] = useSearchParams();
  const ref = query.get('ref') ?? '';
  const loaded = useLaunchForm(ref, {
    from: query.get('from'),
    snapshot: query.get('snapshot'),
    variant: query.get('variant'),
  });
  const title = loaded.form?.title ?? (ref && assetName(ref));
  return (
    <PageFrame
      title={title ? t('deploy.title', { asset: title }) : t('deploy.untitled')}
      subtitle={t('deploy.subtitle')}
      breadcrumbs={wayBack(ref, title)}
    >
      <Content entityRef={ref} presets={query.getAll('set')} {...loaded} />
    </PageFrame>
  );
}

/** The page of what is to be deployed. */
function wayBack(ref: string, title: string) {
  const href = assetPath(ref);
  return href ? [{ label: title, href }] : undefined;
}

function Content(
  props: { entityRef: string; presets: string[] } & ReturnType<
    typeof useLaunchForm
  >,
) {
  const { entityRef, form, initialValues, error, retry } = props;
  const t = useTranslate();
  const navigate = useNavigate();
  const browse = (
    <ButtonLink href="/modules" variant="primary">
      {t('deploy.browse')}
    </ButtonLink>
  );
  if (!entityRef) {
    return (
      <EmptyState
        title={t('deploy.missingTitle')}
        description={t('deploy.missingDescription')}
        action={browse}
      />
    );
  }
  if (isNotFound(error)) {
    return (
      <EmptyState
        title={t('deploy.unknownTitle')}
        description={t('deploy.unknownDescription', { ref: entityRef })}
        action={browse}
      />
    );
  }
  if (error !== undefined)
    return <FailureState error={error} onRetry={retry} />;
  if (!form || !initialValues) {
    return <LoadingState label={t('deploy.loading')} />;
  }
  return (
    <DeployForm
      key={`${entityRef} ${form.variant ?? ''} ${props.snapshot?.id ?? ''}`}
      form={form}
      initialValues={withPresets(
        form.schema as FormSchema,
        initialValues,
        props.presets,
      )}
      initialSiteId={props.initialSiteId}
      snapshot={props.snapshot}
      onLaunched={(workload: Workload) => navigate(workloadPath(workload.id))}
    />
  );
}
