import type { ForgeAccount } from '@astrolabe/plugin-assets-common';
import {
  describeError,
  FailureNote,
  FailureState,
  LoadingState,
  PageFrame,
  Section,
} from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  ButtonLink,
  Checkbox,
  Flex,
  Select,
  Text,
  TextField,
} from '@backstage/ui';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { assetsApiRef } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
import { LINKED_SERVICES, listPath, NEW_PATH } from '../../routes';
import { Registered } from './Registered';
import { useRegistering } from './useRegistering';

/** Where a module is made of a repository that is there already. */
export function RegisterPage() {
  const t = useTranslate();
  const api = useApi(assetsApiRef);
  const { value, error, loading, retry } = useAsyncRetry(
    () => api.forges(),
    [api],
  );
  return (
    <PageFrame
      title={t('register.title')}
      subtitle={t('register.subtitle')}
      breadcrumbs={[
        { label: t('kind.module.title'), href: listPath('module') },
        { label: t('project.title'), href: NEW_PATH },
      ]}
    >
      {loading && <LoadingState label={t('publish.loading')} />}
      {error && !loading && <FailureState error={error} onRetry={retry} />}
      {value?.length === 0 && (
        <Section title={t('register.repository')}>
          <Text as="p">{t('register.none')}</Text>
          <div>
            <ButtonLink variant="secondary" href={LINKED_SERVICES}>
              {t('publish.link')}
            </ButtonLink>
          </div>
        </Section>
      )}
      {value && value.length > 0 && <Form forges={value} />}
    </PageFrame>
  );
}

function Form({ forges }: { forges: ForgeAccount[] }) {
  const t = useTranslate();
  const registering = useRegistering(forges[0].account);
  const { wish, change, busy, registration, error, isReady } = registering;
  const chosen = forges.find(({ account }) => account === wish.account);
  return (
    <Section title={t('register.repository')}>
      <form
        aria-label={t('register.title')}
        onSubmit={event => {
          event.preventDefault();
          if (isReady) registering.register(false);
        }}
      >
        <Flex direction="column" gap="4">
          <Select
            label={t('publish.account')}
            options={forges.map(({ account, title, user }) => ({
              value: account,
              label: user ? t('publish.as', { title, user }) : title,
            }))}
            value={wish.account}
            onChange={next => change({ account: String(next) })}
          />
          {chosen?.trouble && (
            <Alert
              status="warning"
              title={<span lang="en">{chosen.trouble}</span>}
            />
          )}
          <TextField
            label={t('register.repository')}
            description={t('register.help')}
            value={wish.repository}
            onChange={repository => change({ repository })}
            maxLength={1000}
            isRequired
          />
          <Checkbox
            isSelected={wish.showsPrivate}
            onChange={showsPrivate => change({ showsPrivate })}
          >
            {t('register.showsPrivate')}
          </Checkbox>
          {wish.showsPrivate && (
            <Alert status="warning" title={t('register.showsPrivateText')} />
          )}
          <Text as="p" color="secondary" role="status">
            {busy && t('register.busy')}
          </Text>
          {error !== undefined && (
            <FailureNote title={t('register.failed')} error={error}>
              {describeError(error).code === 'METADATA_MENDABLE' && (
                <Button
                  variant="secondary"
                  onPress={() => registering.register(false, true)}
                >
                  {t('register.mend')}
                </Button>
              )}
            </FailureNote>
          )}
          {registration && <Registered registration={registration} />}
          <Flex gap="2" style={{ flexWrap: 'wrap' }}>
            <Button
              type="submit"
              variant="primary"
              isDisabled={!isReady || busy === 'planning'}
              loading={busy === 'making'}
            >
              {t('register.make')}
            </Button>
            <Button
              variant="secondary"
              isDisabled={!isReady || busy === 'making'}
              loading={busy === 'planning'}
              onPress={() => registering.register(true)}
            >
              {t('register.plan')}
            </Button>
          </Flex>
        </Flex>
      </form>
    </Section>
  );
}
