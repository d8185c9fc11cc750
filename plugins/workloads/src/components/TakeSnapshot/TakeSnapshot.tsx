import {
  snapshotRoom,
  workloadCan,
  type SnapshotSize,
  type Workload,
} from '@astrolabe/plugin-workloads-common';
import {
  Facts,
  FailureNote,
  formatBytes,
  LoadingState,
  useLocale,
} from '@astrolabe/ui';
import {
  Alert,
  Button,
  ButtonLink,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
  TextField,
} from '@backstage/ui';
import { RiCameraLine } from '@remixicon/react';
import { useState } from 'react';
import { useTakeSnapshot } from '../../hooks/useTakeSnapshot';
import { useTranslate } from '../../hooks/useTranslate';
import { snapshotsPath } from '../../routes';

/** A button, and what is asked and told before a snapshot is taken. */
export function TakeSnapshot({ workload }: { workload: Workload }) {
  const t = useTranslate();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="secondary"
        iconStart={<RiCameraLine aria-hidden />}
        aria-label={t('snapshot.takeNamed', { name: workload.title })}
        isDisabled={!workloadCan('snapshot', workload)}
        onPress={() => setOpen(true)}
      >
        {t('snapshot.take')}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen}>
        <DialogHeader>
          {t('snapshot.dialogTitle', { name: workload.title })}
        </DialogHeader>
        {isOpen && <Inside workload={workload} />}
      </Dialog>
    </>
  );
}

function Inside({ workload }: { workload: Workload }) {
  const t = useTranslate();
  const [title, setTitle] = useState(workload.title);
  const { size, taken, error, isTaking, take, measure } = useTakeSnapshot(
    workload,
    true,
  );
  const isRoom = size !== undefined && size.bytes <= snapshotRoom(size.limits);
  return (
    <>
      <DialogBody>
        <Flex direction="column" gap="3">
          {error !== undefined && (
            <FailureNote title={t('snapshot.failed')} error={error}>
              {!size && (
                <Button variant="secondary" onPress={measure}>
                  {t('action.retry')}
                </Button>
              )}
            </FailureNote>
          )}
          {!size && error === undefined && (
            <LoadingState label={t('snapshot.measuring')} />
          )}
          {size && !taken && (
            <>
              <Sizes size={size} />
              {!isRoom && (
                <Alert status="warning" icon title={t('snapshot.noRoom')} />
              )}
              <TextField
                label={t('snapshot.title')}
                value={title}
                maxLength={80}
                onChange={setTitle}
              />
              <Text>{t('snapshot.kept')}</Text>
              <Text color="secondary">{t('snapshot.leftOutBefore')}</Text>
            </>
          )}
          <div role="status">
            {taken && (
              <Alert
                status="success"
                icon
                title={t('snapshot.begun', { name: taken.title })}
                description={t('snapshot.begunText')}
              />
            )}
          </div>
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t(taken ? 'snapshot.done' : 'action.cancel')}
        </Button>
        {taken && !taken.shared && (
          <ButtonLink variant="primary" href={snapshotsPath}>
            {t('snapshot.see')}
          </ButtonLink>
        )}
        {!taken && (
          <Button
            variant="primary"
            isDisabled={!isRoom}
            isPending={isTaking}
            onPress={() => take(title)}
          >
            {t('snapshot.take')}
          </Button>
        )}
      </DialogFooter>
    </>
  );
}

function Sizes({ size: { bytes, limits } }: { size: SnapshotSize }) {
  const t = useTranslate();
  const locale = useLocale();
  const said = (count: number) => formatBytes(count, locale);
  const { used, usedBytes } = limits;
  const whole = { name: t('snapshot.size'), value: said(bytes) };
  if (used === undefined || usedBytes === undefined) {
    return <Facts facts={[whole]} />;
  }
  return (
    <Facts
      facts={[
        whole,
        { name: t('snapshot.room'), value: said(snapshotRoom(limits)) },
        {
          name: t('snapshot.yours'),
          value: t('snapshot.used', {
            used: said(usedBytes),
            limit: said(limits.bytesPerPerson),
            number: String(used),
            most: String(limits.perPerson),
          }),
        },
      ]}
    />
  );
}
