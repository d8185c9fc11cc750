import type {
  NoticePreferences,
  NoticeSettings,
} from '@astrolabe/plugin-workloads-common';
import { FailureState, formatDuration, LoadingState } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Radio, RadioGroup, Switch, Text } from '@backstage/ui';
import { useNotices } from '../../hooks/useNotices';
import { appTranslationRef } from '../../translation';
import styles from './Preferences.module.css';

const NEVER = 'never';
const usual = [0, 600, 3600, 86_400];

/** When the portal writes about one's workloads. */
export function Notices() {
  const { t } = useTranslationRef(appTranslationRef);
  const { value, error, retry, loading, change } = useNotices();
  return (
    <section
      aria-labelledby="notices"
      aria-busy={loading}
      className={styles.section}
    >
      <Text as="h2" variant="title-small" weight="bold" id="notices">
        {t('preferences.notices')}
      </Text>
      {error && <FailureState error={error} onRetry={retry} />}
      {!value && !error && (
        <LoadingState label={t('preferences.noticesLoading')} />
      )}
      {value && <Wishes settings={value} onChange={change} />}
    </section>
  );
}

function Wishes(props: {
  settings: NoticeSettings;
  onChange(change: Partial<NoticePreferences>): void;
}) {
  const { t } = useTranslationRef(appTranslationRef);
  const { afterSeconds, mail, sendsMail, mailAddress } = props.settings;
  const own = afterSeconds === null ? [] : [afterSeconds];
  const choices = [...new Set([...usual, ...own])].sort((a, b) => a - b);
  const wordsOf = (seconds: number) =>
    seconds === 0
      ? t('preferences.noticesAlways')
      : t('preferences.noticesAfter', { time: formatDuration(seconds) });
  const mailWords = () => {
    if (!sendsMail) return t('preferences.noticesNoServer');
    return mailAddress
      ? t('preferences.noticesTo', { address: mailAddress })
      : t('preferences.noticesNoAddress');
  };
  return (
    <>
      <Switch
        label={t('preferences.noticesMail')}
        isSelected={mail}
        onChange={isOn => props.onChange({ mail: isOn })}
      />
      <Text>{mailWords()}</Text>
      <RadioGroup
        label={t('preferences.noticesWhen')}
        description={t('preferences.noticesWhat')}
        value={afterSeconds === null ? NEVER : String(afterSeconds)}
        onChange={choice =>
          props.onChange({
            afterSeconds: choice === NEVER ? null : Number(choice),
          })
        }
      >
        {choices.map(seconds => (
          <Radio key={seconds} value={String(seconds)}>
            {wordsOf(seconds)}
          </Radio>
        ))}
        <Radio value={NEVER}>{t('preferences.noticesNever')}</Radio>
      </RadioGroup>
    </>
  );
}
