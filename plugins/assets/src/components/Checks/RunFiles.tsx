import type { CheckRun } from '@astrolabe/plugin-assets-common';
import { FailureNote, saveFile } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { useState } from 'react';
import { assetsApiRef } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';

/** What has a name for people; all else is called as it is. */
const titles = { 'sbom.cdx.json': 'checks.page.sbom' } as const;

/** What a run of checks has left beside its logs. */
export function RunFiles({ name, run }: { name: string; run: CheckRun }) {
  const api = useApi(assetsApiRef);
  const t = useTranslate();
  const [failure, setFailure] = useState<unknown>();
  const save = async (file: string) => {
    try {
      const text = await api.checks.file(name, run.id, file);
      const blob = new Blob([text], { type: 'application/json' });
      saveFile({ blob, fileName: `${name}-${file}` });
      setFailure(undefined);
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <Flex direction="column" gap="2">
      {run.files?.map(file => (
        <Button
          key={file}
          variant="secondary"
          size="small"
          iconStart={<RiDownloadLine aria-hidden />}
          onPress={() => void save(file)}
        >
          {file in titles ? t(titles[file as keyof typeof titles]) : file}
        </Button>
      ))}
      {failure !== undefined && (
        <FailureNote title={t('checks.page.fileFailed')} error={failure} />
      )}
    </Flex>
  );
}
