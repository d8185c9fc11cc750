import type { Project } from '@astrolabe/plugin-assets-common';
import { CodeBlock, Section } from '@astrolabe/ui';
import { Select, Text } from '@backstage/ui';
import { useState } from 'react';
import { useTranslate } from '../../hooks/useTranslate';
import type { PreviewState } from './useProject';

/** The files as they will be, to look into. */
export function Preview(props: {
  project: Project | undefined;
  state: PreviewState;
}) {
  const { project, state } = props;
  const t = useTranslate();
  const [path, setPath] = useState('README.md');
  const files = project?.files ?? [];
  const shown = files.find(file => file.path === path) ?? files.at(0);
  return (
    <Section title={t('project.preview')}>
      <Text as="p" color="secondary" role="status">
        {state === 'current' && project
          ? t('project.files', { count: files.length, name: project.name })
          : t(project ? `project.before.${state}` : 'project.noPreview')}
      </Text>
      {project && shown && (
        <>
          <Select
            label={t('project.file')}
            options={files.map(file => ({
              value: file.path,
              label: file.path,
            }))}
            value={shown.path}
            onChange={chosen => setPath(String(chosen))}
          />
          <CodeBlock
            label={shown.path}
            code={shown.encoding ? t('project.noText') : shown.text}
          />
        </>
      )}
    </Section>
  );
}
