import {
  withChanges,
  type FormValues,
  type LaunchAdvice,
  type LaunchForm,
  type LaunchRequest,
} from '@astrolabe/plugin-workloads-common';
import {
  FailureNote,
  formatInstant,
  PlainList,
  Section,
  useLocale,
} from '@astrolabe/ui';
import { Button, Flex, Text } from '@backstage/ui';
import { useAdvice } from '../../hooks/useAdvice';
import { useChangeWords } from '../../hooks/useChangeWords';
import { useTranslate } from '../../hooks/useTranslate';
import { siteName } from '../shared/resources';
import { AdviceMatrix } from './AdviceMatrix';

/** What could start now instead, when a person asks. */
export function AdvicePanel(props: {
  form: LaunchForm;
  request: LaunchRequest;
  onTake(values: FormValues): void;
}) {
  const { form, request, onTake } = props;
  const t = useTranslate();
  const { advice, error, isAsking, ask } = useAdvice(request);
  return (
    <Section title={t('advice.title')}>
      <Text as="p" color="secondary" style={{ margin: 0 }}>
        {t('advice.about')}
      </Text>
      <Button
        type="button"
        variant="secondary"
        isPending={isAsking}
        onPress={ask}
        style={{ alignSelf: 'start' }}
      >
        {isAsking ? t('advice.asking') : t('advice.ask')}
      </Button>
      <div aria-live="polite" aria-busy={isAsking}>
        {!isAsking && error !== undefined && (
          <FailureNote title={t('advice.failed')} error={error} />
        )}
        {!isAsking && advice && (
          <Flex direction="column" gap="3">
            <Suggestions
              form={form}
              advice={advice}
              onTake={changes => onTake(withChanges(request.values, changes))}
            />
            {!advice.isComplete && <Text>{t('advice.incomplete')}</Text>}
            <AdviceMatrix form={form} rows={advice.rows} />
          </Flex>
        )}
      </div>
    </Section>
  );
}

function Suggestions(props: {
  form: LaunchForm;
  advice: LaunchAdvice;
  onTake(changes: LaunchAdvice['suggestions'][number]['changes']): void;
}) {
  const { form, advice, onTake } = props;
  const t = useTranslate();
  const locale = useLocale();
  const wordsOf = useChangeWords(form);
  const list = new Intl.ListFormat(locale);
  if (advice.suggestions.length === 0) return <Text>{t('advice.none')}</Text>;
  return (
    <PlainList>
      {advice.suggestions.map(({ changes, sites, verifiedAt }) => {
        const words = wordsOf(changes);
        const names = sites.map(({ title }) => siteName(title, t));
        return (
          <li key={words}>
            <Flex direction="column" gap="1">
              <Text weight="bold">
                {t('advice.suggestion', {
                  changes: words,
                  sites: list.format(names),
                })}
              </Text>
              <Text variant="body-small" color="secondary">
                {t('advice.verified', {
                  time: formatInstant(verifiedAt, locale),
                })}
              </Text>
              <Button
                type="button"
                variant="secondary"
                aria-label={t('advice.takeNamed', { changes: words })}
                onPress={() => onTake(changes)}
                style={{ alignSelf: 'start' }}
              >
                {t('advice.take')}
              </Button>
            </Flex>
          </li>
        );
      })}
    </PlainList>
  );
}
