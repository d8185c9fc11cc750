import {
  isLeftBehind,
  isSettled,
  type Workload,
} from '@astrolabe/plugin-workloads-common';
import { ConfirmDialog } from '@astrolabe/ui';
import { Checkbox, Flex, Text } from '@backstage/ui';
import { useState, type ComponentProps } from 'react';
import { useStorages } from '../../hooks/useStorages';
import { useTranslate } from '../../hooks/useTranslate';

/** Asks before something is deleted whose storage was copied: what is not there goes only for who says so. */
export function GiveUpFiles(props: {
  workload: Workload;
  /** All that were launched with it, of which some may have such files. */
  isGroup?: boolean;
  body: string;
  dialog: Omit<ComponentProps<typeof ConfirmDialog>, 'body' | 'onConfirm'>;
  onConfirm(how: { giveUpFiles: boolean }): void;
}) {
  const { workload, isGroup, body, dialog } = props;
  const t = useTranslate();
  const [giveUpFiles, setGiveUpFiles] = useState(false);
  const { storages = [] } = useStorages(workload);
  const run = {
    hasEnded: isSettled(workload.state),
    hasStarted: Boolean(workload.startedAt),
  };
  const isLeft = !isGroup && storages.some(status => isLeftBehind(status, run));
  return (
    <ConfirmDialog
      {...dialog}
      isConfirmDisabled={isLeft && !giveUpFiles}
      onConfirm={() => props.onConfirm({ giveUpFiles })}
      body={
        <Flex direction="column" gap="3" align="start">
          <Text>{body}</Text>
          {isLeft && <Text>{t('ending.notCopiedBack')}</Text>}
          {(isLeft || isGroup) && (
            <Checkbox isSelected={giveUpFiles} onChange={setGiveUpFiles}>
              {t(isGroup ? 'ending.giveUpAll' : 'ending.giveUp')}
            </Checkbox>
          )}
        </Flex>
      }
    />
  );
}
