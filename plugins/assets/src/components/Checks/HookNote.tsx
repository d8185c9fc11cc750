import type { CheckHook } from '@astrolabe/plugin-assets-common';
import { formatInstant, useLocale } from '@astrolabe/ui';
import { Alert, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';

/** Why the forge is not told what came of the checks. */
export function UntoldNote({ reason }: { reason: string }) {
  const t = useTranslate();
  return (
    <Alert
      status="warning"
      icon
      title={t('checks.untold')}
      description={
        <>
          {t('checks.untoldText')}
          <p lang="en" style={{ margin: 0 }}>
            {reason}
          </p>
        </>
      }
    />
  );
}

/** Whether the forge tells of pushes; where it does not, why, and what to do. */
export function HookNote({ hook }: { hook: CheckHook }) {
  const t = useTranslate();
  const locale = useLocale();
  const { state, reason, lastAt } = hook;
  if (state === 'listening') {
    return lastAt ? (
      <Text as="p" variant="body-small" color="secondary">
        {t('checks.hook.lastAt', { when: formatInstant(lastAt, locale) })}
      </Text>
    ) : null;
  }
  return (
    <Alert
      status={state === 'refused' ? 'warning' : 'info'}
      icon
      title={t(`checks.hook.${state}`)}
      description={
        <>
          {t(`checks.hook.${state}Text`)}
          {reason && (
            <p lang="en" style={{ margin: 0 }}>
              {reason}
            </p>
          )}
        </>
      }
    />
  );
}
