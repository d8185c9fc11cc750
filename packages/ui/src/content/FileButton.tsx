import { VisuallyHidden } from '@backstage/ui';
import { RiUpload2Line } from '@remixicon/react';
import styles from './FileButton.module.css';

/** Has the person choose files of their machine. @public */
export function FileButton(props: {
  label: string;
  /** As the attribute of that name. */
  accept?: string;
  multiple?: boolean;
  /** Id of what says more. */
  describedBy?: string;
  onPick(files: File[]): void;
}) {
  return (
    <label className={styles.button}>
      <RiUpload2Line aria-hidden size={16} />
      {props.label}
      <VisuallyHidden>
        <input
          type="file"
          accept={props.accept}
          multiple={props.multiple}
          aria-describedby={props.describedBy}
          onChange={event => {
            props.onPick([...(event.target.files ?? [])]);
            // So that the same file can be chosen again after a change.
            event.target.value = '';
          }}
        />
      </VisuallyHidden>
    </label>
  );
}
