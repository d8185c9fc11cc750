import type { ProjectTemplateInfo } from '@astrolabe/plugin-assets-common';
import type { FormValues } from '@astrolabe/plugin-workloads-common';
import {
  EmptyState,
  FailureState,
  LoadingState,
  PageFrame,
  useLocale,
} from '@astrolabe/ui';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import useAsync from 'react-use/esm/useAsync';
import { useTranslate } from '../../hooks/useTranslate';
import { listPath, NEW_PATH } from '../../routes';
import { inLanguage } from './inLanguage';
import { ProjectForm } from './ProjectForm';
import { useTemplates } from './useTemplates';

/** Where the project of a module or tool is begun. */
export function ProjectPage() {
  const { template: id = '' } = useParams();
  const t = useTranslate();
  const language = useLocale();
  const { value, error, loading, retry } = useTemplates();
  const identity = useApi(identityApiRef);
  const me = useAsync(() => identity.getProfileInfo(), [identity]);
  const template = value?.find(each => each.id === id);
  const words = template && { ...template, ...template.translations[language] };
  return (
    <PageFrame
      title={words?.title ?? t('project.title')}
      subtitle={words?.description}
      breadcrumbs={[
        { label: t('kind.module.title'), href: listPath('module') },
        { label: t('project.title'), href: NEW_PATH },
      ]}
    >
      {error && !loading && <FailureState error={error} onRetry={retry} />}
      {(loading || me.loading) && <LoadingState label={t('project.loading')} />}
      {value && !template && (
        <EmptyState
          title={t('project.unknown', { id })}
          description={t('project.unknownText')}
          action={<ButtonLink href={NEW_PATH}>{t('project.all')}</ButtonLink>}
        />
      )}
      {words && !loading && !me.loading && (
        <ProjectForm
          // Another template is another form.
          key={words.id}
          template={{ ...words, schema: inLanguage(words.schema, language) }}
          initialValues={withAuthor(words, me.value)}
        />
      )}
    </PageFrame>
  );
}

/** Whoever fills it in is its first author; `x-profile: author` says where that stands. */
function withAuthor(
  { schema, defaults }: ProjectTemplateInfo,
  me: { displayName?: string; email?: string } | undefined,
): FormValues {
  if (!me?.displayName || !me.email) return defaults;
  const author = `${me.displayName} <${me.email}>`;
  const groups = Object.entries(schema.properties).map(
    ([group, { properties = {} }]) => {
      const fields = Object.entries(properties)
        .filter(([, field]) => field['x-profile'] === 'author')
        .map(([name]) => [name, [author]]);
      return [group, { ...defaults[group], ...Object.fromEntries(fields) }];
    },
  );
  return Object.fromEntries(groups);
}
