import { isDatasetSource } from '@astrolabe/plugin-workloads-common';
import { Flex, TextField } from '@backstage/ui';
import { useState, type ComponentProps } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { DatasetPreview } from './DatasetPreview';

/** How long one stops typing before the repository is asked. */
const PAUSE_MS = 500;

/** A field that names a dataset, and what its repository says of that. */
export function DatasetField(props: ComponentProps<typeof TextField>) {
  const { value = '' } = props;
  const [asked, setAsked] = useState(value);
  useDebounce(() => setAsked(value), PAUSE_MS, [value]);
  return (
    <Flex direction="column" gap="2">
      <TextField {...props} />
      {asked === value && isDatasetSource(asked) && (
        <DatasetPreview source={asked} />
      )}
    </Flex>
  );
}
