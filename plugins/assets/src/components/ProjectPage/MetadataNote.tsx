import type { ProjectMetadata } from '@astrolabe/plugin-assets-common';
import { Section } from '@astrolabe/ui';
import { Checkbox, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { ProblemList } from '../shared/ProblemList';

/** What the validator says of the metadata in a project, and the choice to have it mended. */
export function MetadataNote(props: {
  metadata: ProjectMetadata;
  mends: boolean;
  onMends(mends: boolean): void;
}) {
  const { metadata, mends, onMends } = props;
  const { path, valid, problems, mended } = metadata;
  const t = useTranslate();
  const isMendable = mends || problems.some(({ edits }) => edits);
  return (
    <Section title={t('project.metadata.title', { path })}>
      <Text as="p" role="status">
        {problems.length === 0
          ? t('project.metadata.none')
          : t('project.metadata.count', { count: problems.length })}
        {mended > 0 && ` ${t('project.metadata.mended', { count: mended })}`}
      </Text>
      {!valid && <Text as="p">{t('project.metadata.invalid')}</Text>}
      {isMendable && (
        <Checkbox isSelected={mends} onChange={onMends}>
          {t('project.metadata.mend')}
        </Checkbox>
      )}
      <ProblemList label={t('project.metadata.list')} problems={problems} />
    </Section>
  );
}
