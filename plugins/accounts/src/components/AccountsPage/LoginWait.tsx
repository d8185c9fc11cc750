import { LoadingState, safeHref } from '@astrolabe/ui';
import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';

/** While the person signs in elsewhere. */
export function LoginWait({ url }: { url?: string }) {
  const t = useTranslate();
  const href = safeHref(url);
  return (
    <Flex direction="column" gap="3" align="start">
      <LoadingState label={t('link.waiting')} />
      <Text>{t('link.waitingHelp')}</Text>
      {href && (
        <ButtonLink
          variant="secondary"
          href={href}
          target="_blank"
          rel="noopener noreferrer"
        >
          {t('link.openAgain')}
        </ButtonLink>
      )}
    </Flex>
  );
}
