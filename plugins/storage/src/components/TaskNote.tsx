import { nameOfPath } from '@astrolabe/plugin-storage-common';
import { Button, Flex, Text } from '@backstage/ui';
import type { TaskView } from '../hooks/useTask';
import { useTranslate } from '../hooks/useTranslate';

/** A move, a copy or a deletion that goes on. */
export function TaskNote({ view }: { view: TaskView }) {
  const t = useTranslate();
  const { task, cancel } = view;
  if (!task) return null;
  const { kind, path, done } = task;
  return (
    <Flex role="status" align="center" gap="2" style={{ flexWrap: 'wrap' }}>
      <Text>{t(`task.${kind}`, { name: nameOfPath(path) })}</Text>
      {done !== undefined && (
        <Text color="secondary">{t('task.done', { done: String(done) })}</Text>
      )}
      <Button size="small" variant="secondary" onPress={cancel}>
        {t('act.cancel')}
      </Button>
    </Flex>
  );
}
