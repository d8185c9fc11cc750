import { SchemaForm } from '@astrolabe/form';
import type { ProjectTemplateInfo } from '@astrolabe/plugin-assets-common';
import type { FormValues } from '@astrolabe/plugin-workloads-common';
import { FailureNote } from '@astrolabe/ui';
import { Alert, Button, Flex } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { useTranslate } from '../../hooks/useTranslate';
import { MetadataNote } from './MetadataNote';
import { Preview } from './Preview';
import { Publish } from './Publish';
import styles from './ProjectPage.module.css';
import { useProject } from './useProject';
import { usePublishing, useTarget } from './usePublishing';

/** What a template asks; beside it the files that come of it. */
export function ProjectForm(props: {
  template: ProjectTemplateInfo;
  initialValues: FormValues;
}) {
  const { template } = props;
  const t = useTranslate();
  const where = useTarget();
  const project = useProject(template, props.initialValues, where.ownerUrl);
  const publishing = usePublishing(project.wish, where);
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
        {project.project?.metadata && (
          <MetadataNote
            metadata={project.project.metadata}
            mends={project.wish.mend ?? false}
            onMends={project.setMends}
          />
        )}
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
