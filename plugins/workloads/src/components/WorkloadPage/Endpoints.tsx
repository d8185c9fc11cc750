import {
  isSharedFor,
  workloadCan,
  workloadNeeds,
  type EndpointView,
  type Workload,
} from '@astrolabe/plugin-workloads-common';
import { PlainList, StatusBadge } from '@astrolabe/ui';
import { Button, Flex, Text } from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import { useTranslate } from '../../hooks/useTranslate';

/** The ways in: which of them answer, and opening them. */
export function Endpoints(props: {
  workload: Workload;
  onOpen(endpoint: string): void;
}) {
  const { workload, onOpen } = props;
  const t = useTranslate();
  if (workload.endpoints.length === 0) {
    return <Text color="secondary">{t('detail.noEndpoints')}</Text>;
  }
  return (
    <PlainList>
      {workload.endpoints.map(endpoint => (
        <li key={endpoint.name}>
          <Endpoint
            endpoint={endpoint}
            isOpenable={workloadCan('open', workload)}
            isMine={isSharedFor(workload, workloadNeeds.open)}
            onOpen={() => onOpen(endpoint.name)}
          />
        </li>
      ))}
    </PlainList>
  );
}

function Endpoint(props: {
  endpoint: EndpointView;
  isOpenable: boolean;
  /** It is one's own, or shared to be used. */
  isMine: boolean;
  onOpen(): void;
}) {
  const { endpoint, isOpenable, isMine, onOpen } = props;
  const t = useTranslate();
  const answers = isOpenable && endpoint.ready;
  const waiting = isOpenable
    ? t('detail.endpointNotReady')
    : t('detail.endpointNotRunning');
  return (
    <Flex align="center" justify="between" gap="2" style={{ flexWrap: 'wrap' }}>
      <div style={{ minWidth: 0 }}>
        <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
          <Text weight="bold">{endpoint.title}</Text>
          <span aria-live="polite">
            <StatusBadge tone={answers ? 'good' : 'neutral'}>
              {answers ? t('detail.endpointReady') : waiting}
            </StatusBadge>
          </span>
        </Flex>
        <Text
          variant="body-small"
          color="secondary"
          style={{ overflowWrap: 'anywhere' }}
        >
          {endpoint.url}
        </Text>
      </div>
      <Button
        variant="primary"
        iconStart={<RiExternalLinkLine aria-hidden />}
        aria-label={t('action.openEndpoint', { endpoint: endpoint.title })}
        isDisabled={!answers || !isMine}
        onPress={onOpen}
      >
        {t('action.open')}
      </Button>
    </Flex>
  );
}
