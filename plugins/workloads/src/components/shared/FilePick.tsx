import { FileButton } from '@astrolabe/ui';
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
      <FileButton
        label={props.label}
        accept={props.accept}
        describedBy={problem && `${id}-problem`}
        onPick={([file]) => take(file)}
      />
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
