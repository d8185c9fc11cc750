import { VisuallyHidden } from '@backstage/ui';
import { RiUpload2Line } from '@remixicon/react';
import { useTranslate } from '../hooks/useTranslate';
import styles from './UploadPick.module.css';

/** Has the person choose files of their machine. */
export function UploadPick(props: { onPick(files: File[]): void }) {
  const t = useTranslate();
  return (
    <label className={styles.button}>
      <RiUpload2Line aria-hidden size={16} />
      {t('act.upload')}
      <VisuallyHidden>
        <input
          type="file"
          multiple
          onChange={event => {
            props.onPick([...(event.target.files ?? [])]);
            // So that the same file can be chosen again.
            event.target.value = '';
          }}
        />
      </VisuallyHidden>
    </label>
  );
}
