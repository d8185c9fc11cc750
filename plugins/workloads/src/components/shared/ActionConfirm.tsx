import {
  isSettled,
  isSnapshotMoving,
  workloadCan,
  type Workload,
} from '@astrolabe/plugin-workloads-common';
import { ConfirmDialog, formatInstant, useLocale } from '@astrolabe/ui';
import { Flex, Text } from '@backstage/ui';
import type { ComponentProps } from 'react';
import { useSnapshots } from '../../hooks/useSnapshots';
import { useTranslate } from '../../hooks/useTranslate';
import type { Change, GroupChange } from '../../hooks/useWorkloadActions';
import { TakeSnapshot } from '../TakeSnapshot';
import { GiveUpFiles } from './GiveUpFiles';

/** What is about to be done, and to what. */
export type Intent =
  | { action: Change; workload: Workload; isGroup?: false }
  | { action: GroupChange; workload: Workload; isGroup: true };

const words = {
  stop: ['action.confirmStopTitle', 'action.confirmStopBody', 'action.stop'],
  restart: [
    'action.confirmRestartTitle',
    'action.confirmRestartBody',
    'action.restart',
  ],
  delete: [
    'action.confirmDeleteTitle',
    'action.confirmDeleteBody',
    'action.delete',
  ],
} as const satisfies Record<Change, readonly string[]>;

const groupWords = {
  stop: [
    'action.confirmStopAllTitle',
    'action.confirmStopAllBody',
    'action.stopAll',
  ],
  delete: [
    'action.confirmDeleteAllTitle',
    'action.confirmDeleteAllBody',
    'action.deleteAll',
  ],
} as const satisfies Record<GroupChange, readonly string[]>;

/** What is said where its site keeps no files of what has ended. */
const losing = {
  stop: 'ending.stopLoses',
  restart: 'ending.restartEmpty',
} as const;

/** Asks before something ends, and says what is kept and what is lost. */
export function ActionConfirm(props: {
  intent: Intent | undefined;
  onClose(): void;
  onConfirm(intent: Intent, how?: { giveUpFiles: boolean }): void;
}) {
  const { intent, onClose, onConfirm } = props;
  const t = useTranslate();
  if (!intent) return null;
  const [title, , confirm] = intent.isGroup
    ? groupWords[intent.action]
    : words[intent.action];
  const dialog = {
    isOpen: true,
    onOpenChange: (isOpen: boolean) => !isOpen && onClose(),
    title: t(title, { name: intent.workload.title }),
    confirmLabel: t(confirm),
    isDangerous: intent.action !== 'restart',
    onConfirm: (how?: { giveUpFiles: boolean }) => {
      onClose();
      onConfirm(intent, how);
    },
  };
  const body = t(bodyOf(intent));
  const { workload, isGroup } = intent;
  if (intent.action === 'delete' && workload.storage === 'copy') {
    return (
      <GiveUpFiles
        {...{ workload, isGroup, body, dialog }}
        onConfirm={dialog.onConfirm}
      />
    );
  }
  return offersSnapshot(intent) ? (
    <SnapshotFirst workload={intent.workload} body={body} dialog={dialog} />
  ) : (
    <ConfirmDialog {...dialog} body={body} />
  );
}

function bodyOf({ action, workload, isGroup }: Intent) {
  const { keepsFiles, state } = workload;
  const areLost = !keepsFiles && (action === 'stop' || isSettled(state));
  if (isGroup) {
    const isStop = action === 'stop';
    return isStop && areLost ? 'ending.stopAllLoses' : groupWords[action][1];
  }
  return areLost && action !== 'delete' ? losing[action] : words[action][1];
}

function offersSnapshot({ action, workload, isGroup }: Intent): boolean {
  const { keepsFiles, takesSnapshots } = workload;
  const wouldLose = action === 'stop' && !keepsFiles && !isGroup;
  return wouldLose && takesSnapshots && workloadCan('snapshot', workload);
}

/** Asks as others do, and has files saved before. */
function SnapshotFirst(props: {
  workload: Workload;
  body: string;
  dialog: Omit<ComponentProps<typeof ConfirmDialog>, 'body'>;
}) {
  const { workload, body, dialog } = props;
  const t = useTranslate();
  const locale = useLocale();
  const { list } = useSnapshots();
  // The newest is the first.
  const latest = list?.items.find(each => each.workloadId === workload.id);
  const isSaving = latest !== undefined && isSnapshotMoving(latest.state);
  return (
    <ConfirmDialog
      {...dialog}
      isConfirmDisabled={isSaving}
      body={
        <Flex direction="column" gap="3" align="start">
          <Text>{body}</Text>
          <Text>{t('ending.snapshotFirst')}</Text>
          <div role="status">
            {isSaving && t('ending.saving', { name: latest.title })}
            {latest?.state === 'complete' &&
              t('ending.saved', {
                name: latest.title,
                time: formatInstant(latest.createdAt, locale),
              })}
          </div>
          <TakeSnapshot workload={workload} />
        </Flex>
      }
    />
  );
}
