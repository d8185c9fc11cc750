import {
  isSharedFor,
  workloadCan,
  workloadNeeds,
  type Workload,
  type WorkloadState,
} from '@astrolabe/plugin-workloads-common';
import {
  Button,
  ButtonIcon,
  Flex,
  Tooltip,
  TooltipTrigger,
} from '@backstage/ui';
import {
  RiDeleteBinLine,
  RiExternalLinkLine,
  RiRestartLine,
  RiStopCircleLine,
} from '@remixicon/react';
import type { ReactElement } from 'react';
import { useTranslate } from '../../hooks/useTranslate';
import type { Change, GroupChange } from '../../hooks/useWorkloadActions';

const changes = ['stop', 'restart', 'delete'] as const satisfies Change[];

const icons: Record<Change | 'open', ReactElement> = {
  open: <RiExternalLinkLine aria-hidden />,
  stop: <RiStopCircleLine aria-hidden />,
  restart: <RiRestartLine aria-hidden />,
  delete: <RiDeleteBinLine aria-hidden />,
};

const groupChanges = ['stop', 'delete'] as const satisfies GroupChange[];

interface Action {
  id: Change | 'open';
  /** The word on the button, and the words that name it among others. */
  label: string;
  name: string;
  isDisabled: boolean;
  onPress(): void;
}

/** What may be done to a workload now, from the one table of states. */
export function WorkloadActions(props: {
  workload: Workload;
  /** Icons alone, for rows of a table. */
  isCompact?: boolean;
  onOpen?(workload: Workload, endpoint: string): void;
  onChange(action: Change, workload: Workload): void;
}) {
  const { workload, isCompact, onOpen, onChange } = props;
  const t = useTranslate();
  const name = workload.title;
  const [main] = workload.endpoints;
  const may = (id: Change | 'open') => isSharedFor(workload, workloadNeeds[id]);
  const actions: Action[] = changes.map(id => ({
    id,
    label: t(`action.${id}`),
    name: t(`action.${id}Named`, { name }),
    isDisabled: !workloadCan(id, workload) || !may(id),
    onPress: () => onChange(id, workload),
  }));
  if (onOpen && main) {
    actions.unshift({
      id: 'open',
      label: t('action.open'),
      name: t('action.openNamed', { name }),
      isDisabled: !workloadCan('open', workload) || !main.ready || !may('open'),
      onPress: () => onOpen(workload, main.name),
    });
  }
  return <ActionButtons actions={actions} isCompact={isCompact} />;
}

/** What may be done to all of an array: what may be done to any of it. */
export function GroupActions(props: {
  /** The one that stands for all. */
  workload: Workload;
  isCompact?: boolean;
  onChange(action: GroupChange, workload: Workload): void;
}) {
  const { workload, isCompact, onChange } = props;
  const t = useTranslate();
  const states = Object.keys(workload.group?.states ?? {}) as WorkloadState[];
  const actions: Action[] = groupChanges.map(id => ({
    id,
    label: t(`action.${id}All`),
    name: t(`action.${id}AllNamed`, { name: workload.title }),
    isDisabled: !states.some(state => workloadCan(id, { state })),
    onPress: () => onChange(id, workload),
  }));
  return <ActionButtons actions={actions} isCompact={isCompact} />;
}

function ActionButtons(props: { actions: Action[]; isCompact?: boolean }) {
  const { actions, isCompact } = props;
  return (
    <Flex gap="1" style={{ flexWrap: 'wrap' }}>
      {actions.map(action =>
        isCompact ? (
          <IconAction key={action.id} action={action} />
        ) : (
          <Button
            key={action.id}
            variant={action.id === 'open' ? 'primary' : 'secondary'}
            destructive={action.id === 'delete'}
            iconStart={icons[action.id]}
            aria-label={action.name}
            isDisabled={action.isDisabled}
            onPress={action.onPress}
          >
            {action.label}
          </Button>
        ),
      )}
    </Flex>
  );
}

function IconAction({ action }: { action: Action }) {
  return (
    <TooltipTrigger>
      <ButtonIcon
        variant={action.id === 'open' ? 'secondary' : 'tertiary'}
        icon={icons[action.id]}
        aria-label={action.name}
        isDisabled={action.isDisabled}
        onPress={action.onPress}
      />
      <Tooltip>{action.label}</Tooltip>
    </TooltipTrigger>
  );
}
