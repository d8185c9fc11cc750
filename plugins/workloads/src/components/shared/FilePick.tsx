import { Flex, Text, VisuallyHidden } from '@backstage/ui';
import { RiUpload2Line } from '@remixicon/react';
import { useId, useState } from 'react';
import { useTranslate } from '../../hooks/useTranslate';
import styles from './FilePick.module.css';

const MAX_BYTES = 1024 ** 2;

/** A text file of the person's machine, read here in the browser. */
export function FilePick(props: {
  label: string;
  accept?: string;
  onText(text: string, name: string): void;
}) {
  const t = useTranslate();
  const id = useId();
  const [name, setName] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const take = async (file: File | undefined) => {
    if (!file) return;
    const isTooLarge = file.size > MAX_BYTES;
    setName(isTooLarge ? undefined : file.name);
    setProblem(
      isTooLarge ? t('file.tooLarge', { name: file.name }) : undefined,
    );
    if (!isTooLarge) props.onText(await file.text(), file.name);
  };
  return (
    <Flex direction="column" gap="1" align="start">
      <label className={styles.button}>
        <RiUpload2Line aria-hidden size={16} />
        {props.label}
        <VisuallyHidden>
          <input
            type="file"
            accept={props.accept}
            aria-describedby={problem && `${id}-problem`}
            onChange={event => {
              take(event.target.files?.[0]);
              // So that the same file can be taken again after a change.
              event.target.value = '';
            }}
          />
        </VisuallyHidden>
      </label>
      <Text variant="body-small" color="secondary" role="status">
        {name}
      </Text>
      {problem && (
        <Text id={`${id}-problem`} role="alert" color="danger">
          {problem}
        </Text>
      )}
    </Flex>
  );
}
