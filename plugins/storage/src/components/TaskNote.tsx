import { nameOfPath, type StorageTask } from '@astrolabe/plugin-storage-common';
import { formatBytes, formatNumber, useLocale } from '@astrolabe/ui';
import { Button, Flex, Text } from '@backstage/ui';
import type { TaskView } from '../hooks/useTask';
import { useTranslate } from '../hooks/useTranslate';

/** A move, a copy or a deletion that goes on. */
export function TaskNote({ view }: { view: TaskView }) {
  const t = useTranslate();
  const locale = useLocale();
  const { task, cancel } = view;
  if (!task) return null;
  const { kind, path } = task;
  const progress = progressOf(task, { t, locale });
  return (
    <Flex role="status" align="center" gap="2" style={{ flexWrap: 'wrap' }}>
      <Text>{t(`task.${kind}`, { name: nameOfPath(path) })}</Text>
      {progress && <Text color="secondary">{progress}</Text>}
      <Button size="small" variant="secondary" onPress={cancel}>
        {t('act.cancel')}
      </Button>
    </Flex>
  );
}

/** In files and bytes, and of how many, as far as anybody knows. */
function progressOf(
  { done, total, doneBytes, totalBytes }: StorageTask,
  { t, locale }: { t: ReturnType<typeof useTranslate>; locale: string },
): string | undefined {
  if (done === undefined) return undefined;
  const files = formatNumber(done, locale);
  if (total === undefined) return t('task.done', { done: files });
  const all = { done: files, total: formatNumber(total, locale) };
  if (doneBytes === undefined || totalBytes === undefined) {
    return t('task.of', all);
  }
  const bytes = {
    done: formatBytes(doneBytes, locale),
    total: formatBytes(totalBytes, locale),
  };
  return `${t('task.of', all)} · ${t('task.bytes', bytes)}`;
}
