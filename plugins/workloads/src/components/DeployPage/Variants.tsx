import { lifetimes, type LaunchForm } from '@astrolabe/plugin-workloads-common';
import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { deployPath } from '../../routes';

/** The other ways to launch the same. */
export function Variants({
  form,
  snapshot,
}: {
  form: LaunchForm;
  /** What it begins with, whichever way. */
  snapshot?: string;
}) {
  const t = useTranslate();
  const others = form.variants.filter(
    ({ name, kind }) => name !== form.variant && !lifetimes[kind].isOneClick,
  );
  if (others.length === 0) return null;
  return (
    <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
      <Text>{t('deploy.otherWays')}</Text>
      {others.map(({ name, title }) => (
        <ButtonLink
          key={name ?? ''}
          size="small"
          variant="secondary"
          href={deployPath(form.entityRef, { variant: name, snapshot })}
        >
          {title ?? t('deploy.usualWay')}
        </ButtonLink>
      ))}
    </Flex>
  );
}
