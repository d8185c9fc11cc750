import { formatBytes, useErrorWords, useLocale } from '@astrolabe/ui';
import { Button, Flex, Text } from '@backstage/ui';
import type { Upload, Uploads } from '../hooks/useUploads';
import { useTranslate } from '../hooks/useTranslate';
import styles from './UploadList.module.css';

/** Files on their way, and what became of those before. */
export function UploadList(props: { uploads: Uploads; freeBytes?: number }) {
  const t = useTranslate();
  const { uploads, cancel, replace, dismiss } = props.uploads;
  if (uploads.length === 0) return null;
  const isOver = ({ state }: Upload) =>
    state !== 'waiting' && state !== 'sending';
  return (
    <section aria-label={t('upload.label')}>
      <ul className={styles.list}>
        {uploads.map(upload => (
          <li key={upload.id}>
            <Line
              upload={upload}
              freeBytes={props.freeBytes}
              onCancel={() => cancel(upload.id)}
              onReplace={() => replace(upload.id)}
            />
          </li>
        ))}
      </ul>
      {uploads.some(isOver) && (
        <Button size="small" variant="tertiary" onPress={dismiss}>
          {t('upload.dismiss')}
        </Button>
      )}
    </section>
  );
}

function Line(props: {
  upload: Upload;
  freeBytes?: number;
  onCancel(): void;
  onReplace(): void;
}) {
  const { upload, onCancel, onReplace } = props;
  const t = useTranslate();
  const words = useErrorWords();
  const { name, bytes, sentBytes, state, error } = upload;
  const share = bytes === 0 ? 100 : Math.floor((100 * sentBytes) / bytes);
  const isOnItsWay = state === 'waiting' || state === 'sending';
  return (
    <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
      <Text
        role={state === 'failed' ? 'alert' : undefined}
        style={{ overflowWrap: 'anywhere' }}
      >
        {state === 'sending'
          ? t('upload.progress', { name, share: String(share) })
          : t(`upload.${state}`, { name })}
        {error !== undefined && ` — ${words(error).title}`}
      </Text>
      <Room {...props} />
      {state === 'sending' && (
        <progress aria-label={name} max={100} value={share} />
      )}
      {isOnItsWay && (
        <Button
          size="small"
          variant="secondary"
          aria-label={t('upload.cancel', { name })}
          onPress={onCancel}
        >
          {t('act.cancel')}
        </Button>
      )}
      {state === 'exists' && (
        <Button size="small" variant="secondary" onPress={onReplace}>
          {t('upload.replace')}
        </Button>
      )}
    </Flex>
  );
}

/** Said while it is still on its way: a browser hears of a refusal when all is sent. */
function Room({ upload, freeBytes }: { upload: Upload; freeBytes?: number }) {
  const t = useTranslate();
  const locale = useLocale();
  const { name, bytes, state } = upload;
  const isOnItsWay = state === 'waiting' || state === 'sending';
  if (!isOnItsWay || freeBytes === undefined || bytes <= freeBytes) return null;
  const [size, free] = [bytes, freeBytes].map(n => formatBytes(n, locale));
  return (
    <Text role="alert" color="danger">
      {t('upload.noRoom', { name, size, free })}
    </Text>
  );
}
