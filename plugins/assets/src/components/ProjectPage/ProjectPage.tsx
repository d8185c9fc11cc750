import {
  assetCreatePermission,
  fillProfile,
  type ProjectTemplateInfo,
} from '@astrolabe/plugin-assets-common';
import { denialOf, type Me } from '@astrolabe/plugin-communities-common';
import {
  DeniedState,
  EmptyState,
  FailureState,
  LoadingState,
  PageFrame,
  useLocale,
} from '@astrolabe/ui';
import { ButtonLink } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { useMe } from '../../hooks/useMe';
import { useTranslate } from '../../hooks/useTranslate';
import { listPath, NEW_PATH } from '../../routes';
import { inLanguage } from './inLanguage';
import { ProjectForm } from './ProjectForm';
import { useAuthor } from './useAuthor';
import { useTemplates } from './useTemplates';

/** Where the project of a module or tool is begun. */
export function ProjectPage() {
  const { template: id = '' } = useParams();
  const t = useTranslate();
  const language = useLocale();
  const { value, error, loading, retry } = useTemplates();
  const author = useAuthor();
  const me = useMe();
  const template = value?.find(each => each.id === id);
  const words = template && { ...template, ...template.translations[language] };
  const usable = words?.whyNot ? undefined : words;
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
      {(loading || author.loading) && (
        <LoadingState label={t('project.loading')} />
      )}
      {value && !loading && !usable && (
        <NoForm id={id} whyNot={words?.whyNot} />
      )}
      {usable && !loading && !author.loading && (
        <Begun template={usable} author={author.value ?? {}} me={me} />
      )}
    </PageFrame>
  );
}

/** The form, or why one may not make what it asks for. */
function Begun(props: {
  template: ProjectTemplateInfo;
  author: Parameters<typeof fillProfile>[1];
  me: Me | undefined;
}) {
  const { template, author, me } = props;
  const language = useLocale();
  const denial = me && denialOf(me, assetCreatePermission.name);
  if (denial) return <DeniedState error={{ body: { error: denial } }} />;
  return (
    <ProjectForm
      // Another template is another form.
      key={template.id}
      template={{ ...template, schema: inLanguage(template.schema, language) }}
      initialValues={fillProfile(template, author)}
    />
  );
}

/** Instead of the form of a template that is not there, or cannot be used. */
function NoForm({ id, whyNot }: { id: string; whyNot?: string }) {
  const t = useTranslate();
  return (
    <EmptyState
      title={whyNot ? t('project.notNow') : t('project.unknown', { id })}
      description={
        whyNot ? <span lang="en">{whyNot}</span> : t('project.unknownText')
      }
      action={<ButtonLink href={NEW_PATH}>{t('project.all')}</ButtonLink>}
    />
  );
}
