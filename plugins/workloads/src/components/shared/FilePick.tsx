import { Flex, Text } from '@backstage/ui';
import { useId, useState } from 'react';
import { useTranslate } from '../../hooks/useTranslate';

const MAX_BYTES = 1024 ** 2;

/** A text file of the person's machine, read here in the browser. */
export function FilePick(props: {
  label: string;
  accept?: string;
  onText(text: string, name: string): void;
}) {
  const t = useTranslate();
  const id = useId();
  const [problem, setProblem] = useState<string>();
  const take = async (file: File | undefined) => {
    if (!file) return;
    const isTooLarge = file.size > MAX_BYTES;
    setProblem(
      isTooLarge ? t('file.tooLarge', { name: file.name }) : undefined,
    );
    if (!isTooLarge) props.onText(await file.text(), file.name);
  };
  return (
    <Flex direction="column" gap="1" align="start">
      <label htmlFor={id}>
        <Text variant="body-small">{props.label}</Text>
      </label>
      <input
        id={id}
        type="file"
        accept={props.accept}
        aria-describedby={problem && `${id}-problem`}
        style={{ maxWidth: '100%' }}
        onChange={event => {
          take(event.target.files?.[0]);
          // So that the same file can be taken again after a change.
          event.target.value = '';
        }}
      />
      {problem && (
        <Text id={`${id}-problem`} role="alert" color="danger">
          {problem}
        </Text>
      )}
    </Flex>
  );
}
