import { fitsQuota, type QuotaUse } from '@astrolabe/plugin-workloads-common';
import { formatBytes, formatNumber, useLocale } from '@astrolabe/ui';
import { Flex, Text } from '@backstage/ui';
import { builtInQuotas } from '../../translation/quotas';
import { useTranslate, type Translate } from '../../hooks/useTranslate';
import { Share } from './Share';

/** Quotas: how much of each is used, what is asked on top, and whether that fits. */
export function Quotas({ uses }: { uses: QuotaUse[] }) {
  return (
    <Flex direction="column" gap="3">
      {uses.map(use => (
        <QuotaLine key={keyOf(use)} use={use} />
      ))}
    </Flex>
  );
}

function QuotaLine({ use }: { use: QuotaUse }) {
  const t = useTranslate();
  const { limit, used, asked, per } = use;
  const locale = useLocale();
  const say = (amount: number) => amountText(use, amount, locale);
  const words = t('quota.used', { used: say(used), limit: say(limit) });
  return (
    <div>
      <Share name={nameOf(use, t)} part={used} total={limit} words={words} />
      {asked > 0 && (
        <Text variant="body-small" color="secondary">
          {t('quota.asked', { amount: say(asked) })}
        </Text>
      )}
      {!fitsQuota(use) && (
        <Text as="p" color="danger" style={{ margin: 0 }}>
          {t(`quota.full.${per}`)}
        </Text>
      )}
    </div>
  );
}

function nameOf(use: QuotaUse, t: Translate): string {
  const { resource, gpuModel } = use;
  const what = gpuModel ?? t(`quota.resource.${resource}`);
  return `${titleOf(use, t)}: ${what}`;
}

/** An operator's own title stands as it is. */
function titleOf({ quotaId, title }: QuotaUse, t: Translate): string {
  if (title === undefined) return t('quota.tier');
  const builtIn = quotaId as keyof typeof builtInQuotas;
  return builtInQuotas[builtIn] === title
    ? t(`quota.builtIn.${builtIn}`)
    : title;
}

function amountText(
  { resource }: QuotaUse,
  amount: number,
  locale: string,
): string {
  return resource === 'memoryBytes' || resource === 'diskBytes'
    ? formatBytes(amount, locale)
    : formatNumber(amount, locale);
}

function keyOf({ quotaId, resource, gpuModel }: QuotaUse): string {
  return `${quotaId} ${resource} ${gpuModel}`;
}
