import { SchemaForm } from '@astrolabe/form';
import type { ProjectTemplateInfo } from '@astrolabe/plugin-assets-common';
import type { FormValues } from '@astrolabe/plugin-workloads-common';
import { FailureNote } from '@astrolabe/ui';
import { Alert, Button, Flex } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { useEffect, useRef } from 'react';
import { useTranslate } from '../../hooks/useTranslate';
import { Preview } from './Preview';
import { Publish } from './Publish';
import styles from './ProjectPage.module.css';
import { useProject } from './useProject';
import { ownerUrl, usePublishing } from './usePublishing';

/** What a template asks; beside it the files that come of it. */
export function ProjectForm(props: {
  template: ProjectTemplateInfo;
  initialValues: FormValues;
}) {
  const { template } = props;
  const t = useTranslate();
  const project = useProject(template, props.initialValues);
  const publishing = usePublishing(template.id, project.values);
  const { owners, target } = publishing;
  useOwner(template, project, ownerUrl(owners.value, target.owner));
  return (
    <SchemaForm
      label={template.title}
      schema={template.schema}
      values={project.values}
      problems={project.problems}
      onChange={project.change}
      onLeave={project.leave}
      onSubmit={project.save}
    >
      <Flex direction="column" gap="4" className={styles.beside}>
        <Preview project={project.project} state={project.state} />
        {project.isIncomplete && (
          <Alert status="danger" title={t('project.incomplete')} />
        )}
        {project.error !== undefined && (
          <FailureNote title={t('project.failed')} error={project.error}>
            <Button variant="secondary" onPress={project.retry}>
              {t('project.again')}
            </Button>
          </FailureNote>
        )}
        <div>
          <Button
            type="submit"
            variant="primary"
            iconStart={<RiDownloadLine aria-hidden />}
            loading={project.isSaving}
          >
            {t('project.download')}
          </Button>
        </div>
        <Publish publishing={publishing} check={project.check} />
      </Flex>
    </SchemaForm>
  );
}

/** Where it will be is asked by the form, too: what is known need not be typed. */
function useOwner(
  { schema }: ProjectTemplateInfo,
  { values, change }: ReturnType<typeof useProject>,
  url: string | undefined,
): void {
  const isAsked = schema.properties.people?.properties?.owner !== undefined;
  const isEmpty = !values.people?.owner;
  const last = useRef<string>();
  useEffect(() => {
    const isOurs = values.people?.owner === last.current;
    if (!url || !isAsked || !(isEmpty || isOurs) || url === last.current) {
      return;
    }
    last.current = url;
    change({ ...values, people: { ...values.people, owner: url } });
  }, [url, isAsked, isEmpty, values, change]);
}
