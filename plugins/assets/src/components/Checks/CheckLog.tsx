import { isOver, type CheckRun } from '@astrolabe/plugin-assets-common';
import {
  FailureNote,
  LoadingState,
  LogOutput,
  saveFile,
  Section,
} from '@astrolabe/ui';
import { Button, Flex } from '@backstage/ui';
import { RiCloseLine, RiDownloadLine } from '@remixicon/react';
import { useEffect, useId } from 'react';
import { useCheckLog } from '../../hooks/useChecks';
import { useTranslate } from '../../hooks/useTranslate';

/** What a check has written, as it comes; one is led to it. */
export function CheckLog(props: {
  name: string;
  run: CheckRun;
  check: string;
  onClose(): void;
}) {
  const { name, run, check, onClose } = props;
  const t = useTranslate();
  const isGoingOn = !isOver(run);
  const { value: text, error } = useCheckLog({
    ...{ name, run: run.id, check, isGoingOn },
  });
  const id = useId();
  useEffect(() => {
    const section = document.getElementById(id);
    section?.scrollIntoView?.({ block: 'start' });
    section?.focus({ preventScroll: true });
  }, [id]);
  return (
    <Section
      id={id}
      title={t('checks.page.logOf', { name: check })}
      extra={
        <Flex gap="2" style={{ flexWrap: 'wrap' }}>
          <Button
            variant="secondary"
            size="small"
            iconStart={<RiDownloadLine aria-hidden />}
            isDisabled={!text}
            onPress={() =>
              saveFile({
                blob: new Blob([text ?? '']),
                fileName: `${name}-${fileName(check)}.log`,
              })
            }
          >
            {t('checks.page.download')}
          </Button>
          <Button
            variant="secondary"
            size="small"
            iconStart={<RiCloseLine aria-hidden />}
            onPress={onClose}
          >
            {t('checks.page.closeLog')}
          </Button>
        </Flex>
      }
    >
      {error !== undefined && (
        <FailureNote title={t('checks.page.logFailed')} error={error} />
      )}
      {text === undefined && error === undefined && (
        <LoadingState label={t('checks.page.logLoading')} />
      )}
      {text !== undefined && (
        <LogOutput
          label={t('checks.page.logOf', { name: check })}
          text={text || t('checks.page.logEmpty')}
        />
      )}
    </Section>
  );
}

function fileName(check: string): string {
  return check.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^-+|-+$/g, '');
}
