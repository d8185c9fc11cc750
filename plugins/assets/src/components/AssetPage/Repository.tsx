import type {
  Asset,
  AssetKind,
  CatalogueRepository,
} from '@astrolabe/plugin-assets-common';
import {
  ConfirmDialog,
  ExternalLink,
  FailureNote,
  Facts,
  Section,
} from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import useAsync from 'react-use/esm/useAsync';
import { assetsApiRef } from '../../api';
import { useSending } from '../../hooks/useSending';
import { useTranslate } from '../../hooks/useTranslate';
import { listPath } from '../../routes';

/** Id of the source of repositories that people put here. */
const PUBLISHED = 'published';

/** What one may do with the repository that a module or tool comes from; nothing of others'. */
export function Repository({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const api = useApi(assetsApiRef);
  const { kind, name, origin } = asset;
  const isOfPerson = origin.source === PUBLISHED;
  const { value, error } = useAsync(
    async () => (isOfPerson ? api.repository(name) : undefined),
    [api, name, isOfPerson],
  );
  if (error) return <FailureNote title={t('yours.failed')} error={error} />;
  return value ? <Yours kind={kind} repository={value} /> : null;
}

function Yours({
  kind,
  repository,
}: {
  kind: AssetKind;
  repository: CatalogueRepository;
}) {
  const t = useTranslate();
  const api = useApi(assetsApiRef);
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const { name, url, branch, mine, trouble } = repository;
  const { send, isSending, error } = useSending(() => navigate(listPath(kind)));
  return (
    <Section title={t('yours.title')}>
      <Text as="p" color="secondary">
        {t(mine ? 'yours.mine' : 'yours.others')}
      </Text>
      {trouble && (
        <Alert
          status="warning"
          title={t('yours.trouble', {
            reason: <span lang="en">{trouble}</span>,
          })}
        />
      )}
      <Facts facts={[{ name: t('yours.branch'), value: branch }]} />
      <ExternalLink href={url}>{t('yours.open')}</ExternalLink>
      <div>
        <Button
          variant="secondary"
          destructive
          loading={isSending}
          onPress={() => setAsking(true)}
        >
          {t('yours.withdraw')}
        </Button>
      </div>
      <Text as="p" color="secondary" role="status">
        {isSending && t('yours.withdrawing')}
      </Text>
      {error !== undefined && (
        <FailureNote title={t('yours.withdrawFailed')} error={error} />
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t('yours.withdrawTitle', { name })}
        body={t('yours.withdrawText')}
        confirmLabel={t('yours.withdrawNow')}
        isDangerous
        onConfirm={() => send(() => api.withdrawRepository(name))}
      />
    </Section>
  );
}
