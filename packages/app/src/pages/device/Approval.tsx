import type { DeviceRequest } from '@astrolabe/plugin-communities-common';
import {
  Facts,
  FailureState,
  formatInstant,
  LoadingState,
  Section,
  useLocale,
} from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { useCommunitiesApi } from '../../hooks/useCommunitiesApi';
import { appTranslationRef } from '../../translation';
import { useScopeWords } from '../accessTokens/useScopeWords';

/** What a program is and wants, and the person's yes or no. */
export function Approval({ code }: { code: string }) {
  const { t } = useTranslationRef(appTranslationRef);
  const { ask } = useCommunitiesApi();
  const path = `/v1/approvals/${encodeURIComponent(code)}`;
  const { value, error, retry } = useAsyncRetry(
    () => ask<DeviceRequest>('GET', path),
    [ask, path],
  );
  const [decision, decide] = useAsyncFn(
    async (approve: boolean) => {
      await ask('POST', path, { approve });
      return approve ? ('approved' as const) : ('refused' as const);
    },
    [ask, path],
  );

  if (decision.value) {
    return <Text role="status">{t(`device.${decision.value}`)}</Text>;
  }
  if (error) return <FailureState error={error} onRetry={retry} />;
  if (!value) return <LoadingState label={t('device.loading')} />;
  return (
    <Section title={t('device.asks', { client: value.client })}>
      <Text>{t('device.same', { code: value.userCode })}</Text>
      <RequestFacts request={value} />
      {decision.error && <FailureState error={decision.error} />}
      <Flex gap="3">
        <Button
          variant="primary"
          isDisabled={decision.loading}
          onPress={() => void decide(true)}
        >
          {t('device.approve')}
        </Button>
        <Button
          variant="secondary"
          isDisabled={decision.loading}
          onPress={() => void decide(false)}
        >
          {t('device.refuse')}
        </Button>
      </Flex>
    </Section>
  );
}

function RequestFacts({ request }: { request: DeviceRequest }) {
  const { t } = useTranslationRef(appTranslationRef);
  const locale = useLocale();
  const wordsOf = useScopeWords();
  return (
    <Facts
      facts={[
        { name: t('device.from'), value: request.address },
        {
          name: t('device.at'),
          value: formatInstant(request.createdAt, locale),
        },
        {
          name: t('device.may'),
          value: (
            <ul>
              {request.scopes.map(scope => (
                <li key={scope}>{wordsOf(scope)}</li>
              ))}
            </ul>
          ),
        },
        {
          name: t('device.ends'),
          value: t('device.days', { days: String(request.days) }),
        },
      ]}
    />
  );
}
