import type { RepositoryVisibility } from '@astrolabe/plugin-assets-common';
import { FailureNote, LoadingState, Section } from '@astrolabe/ui';
import {
  Alert,
  Button,
  ButtonLink,
  Checkbox,
  Flex,
  Radio,
  RadioGroup,
  Select,
  Text,
} from '@backstage/ui';
import { RiGitRepositoryLine } from '@remixicon/react';
import { useTranslate } from '../../hooks/useTranslate';
import { LINKED_SERVICES } from '../../routes';
import { Published } from './Published';
import type { Publishing } from './usePublishing';

/** The other way out: a repository at a forge that the person has linked. */
export function Publish(props: {
  publishing: Publishing;
  /** Says what is wrong with the form; true when nothing is. */
  check: () => boolean;
}) {
  const { publishing } = props;
  const t = useTranslate();
  const { value, error, loading, retry } = publishing.forges;
  return (
    <Section title={t('publish.title')}>
      {loading && <LoadingState label={t('publish.loading')} />}
      {error && !loading && (
        <FailureNote title={t('publish.unknown')} error={error}>
          <Button variant="secondary" onPress={retry}>
            {t('project.again')}
          </Button>
        </FailureNote>
      )}
      {value?.length === 0 && (
        <>
          <Text as="p" color="secondary">
            {t('publish.none')}
          </Text>
          <div>
            <ButtonLink variant="secondary" href={LINKED_SERVICES}>
              {t('publish.link')}
            </ButtonLink>
          </div>
        </>
      )}
      {value && value.length > 0 && <Choices {...props} />}
    </Section>
  );
}

function Choices(props: { publishing: Publishing; check: () => boolean }) {
  const { publishing, check } = props;
  const t = useTranslate();
  const { target, busy, published, error } = publishing;
  const act = (dryRun: boolean) => {
    if (check()) publishing.publish(dryRun);
  };
  return (
    <Flex direction="column" gap="4">
      <Where publishing={publishing} />
      <RadioGroup
        label={t('publish.visibility')}
        value={target.visibility}
        onChange={next =>
          publishing.chooseVisibility(next as RepositoryVisibility)
        }
      >
        <Radio value="private">{t('publish.private')}</Radio>
        <Radio value="public">{t('publish.public')}</Radio>
      </RadioGroup>
      <Checkbox
        isSelected={target.inCatalogue}
        onChange={publishing.chooseCatalogue}
      >
        {t('publish.inCatalogue')}
      </Checkbox>
      {target.inCatalogue && target.visibility === 'private' && (
        <Alert status="warning" title={t('publish.privateShown')} />
      )}
      <Text as="p" color="secondary" role="status">
        {busy && t(`publish.${busy}`)}
      </Text>
      {error !== undefined && (
        <FailureNote title={t('publish.failed')} error={error} />
      )}
      {published && <Published published={published} />}
      <Flex gap="2" style={{ flexWrap: 'wrap' }}>
        <Button
          variant="primary"
          iconStart={<RiGitRepositoryLine aria-hidden />}
          isDisabled={busy === 'planning' || target.owner === undefined}
          loading={busy === 'making'}
          onPress={() => act(false)}
        >
          {t('publish.make')}
        </Button>
        <Button
          variant="secondary"
          isDisabled={busy === 'making' || target.owner === undefined}
          loading={busy === 'planning'}
          onPress={() => act(true)}
        >
          {t('publish.plan')}
        </Button>
      </Flex>
    </Flex>
  );
}

function Where({ publishing }: { publishing: Publishing }) {
  const t = useTranslate();
  const { forges, owners, target } = publishing;
  const chosen = forges.value?.find(
    ({ account }) => account === target.account,
  );
  return (
    <>
      <Select
        label={t('publish.account')}
        options={(forges.value ?? []).map(({ account, title, user }) => ({
          value: account,
          label: user ? t('publish.as', { title, user }) : title,
        }))}
        value={target.account}
        onChange={next => publishing.chooseAccount(String(next))}
      />
      {chosen?.trouble && (
        <Alert
          status="warning"
          title={<span lang="en">{chosen.trouble}</span>}
        />
      )}
      {owners.loading && <LoadingState label={t('publish.asking')} />}
      {owners.error && !owners.loading && (
        <FailureNote title={t('publish.noOwners')} error={owners.error}>
          <Flex gap="2">
            <Button variant="secondary" onPress={owners.retry}>
              {t('project.again')}
            </Button>
            <ButtonLink variant="secondary" href={LINKED_SERVICES}>
              {t('publish.link')}
            </ButtonLink>
          </Flex>
        </FailureNote>
      )}
      {owners.value && target.owner !== undefined && (
        <Select
          label={t('publish.owner')}
          options={owners.value.map(({ name, kind }) => ({
            value: name,
            label: t(`publish.${kind}`, { name }),
          }))}
          value={target.owner}
          onChange={next => publishing.chooseOwner(String(next))}
        />
      )}
    </>
  );
}
