import type { Workload } from '@astrolabe/plugin-workloads-common';
import { ConfirmDialog } from '@astrolabe/ui';
import { useTranslate } from '../../hooks/useTranslate';
import type { Change, GroupChange } from '../../hooks/useWorkloadActions';

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

/** Asks before something ends, and says what is kept and what is lost. */
export function ActionConfirm(props: {
  intent: Intent | undefined;
  onClose(): void;
  onConfirm(intent: Intent): void;
}) {
  const { intent, onClose, onConfirm } = props;
  const t = useTranslate();
  if (!intent) return null;
  const [title, body, confirm] = intent.isGroup
    ? groupWords[intent.action]
    : words[intent.action];
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      title={t(title, { name: intent.workload.title })}
      body={t(body)}
      confirmLabel={t(confirm)}
      isDangerous={intent.action !== 'restart'}
      onConfirm={() => {
        onClose();
        onConfirm(intent);
      }}
    />
  );
}
