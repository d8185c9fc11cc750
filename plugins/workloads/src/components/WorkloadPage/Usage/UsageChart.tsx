import {
  usageRanges,
  type UsageReport,
} from '@astrolabe/plugin-workloads-common';
import { formatInstant, useLocale } from '@astrolabe/ui';
import { Flex, Text } from '@backstage/ui';
import { useTranslate } from '../../../hooks/useTranslate';
import type { MeasuredAmount } from './amounts';
import { linesOf } from './linesOf';
import styles from './UsageChart.module.css';

const [WIDTH, HEIGHT] = [300, 80];

/** How much of something was used over time, in words and as lines. */
export function UsageChart(props: {
  amount: MeasuredAmount;
  report: UsageReport;
}) {
  const { amount, report } = props;
  const t = useTranslate();
  const locale = useLocale();
  const { samples, range, everySeconds } = report;
  const name = t(`usage.${amount.name}`);
  const words = wordsOf(amount, t, locale);
  const most = Math.max(amount.has, amount.peak ?? amount.mean);
  const { stretchSeconds } = usageRanges[range];
  const drawn = (of: MeasuredAmount['of']) =>
    linesOf(samples, {
      of,
      most,
      // A pause that is longer is one in which nothing was known.
      gapSeconds: 3 * Math.max(stretchSeconds, everySeconds),
      size: [WIDTH, HEIGHT],
    });
  const limit = HEIGHT * (1 - amount.has / most);
  return (
    <Flex direction="column" gap="1">
      <Text weight="bold">{name}</Text>
      <Text>{words}</Text>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('usage.chart', { name, words })}
      >
        <line
          className={styles.limit}
          x1="0"
          x2={WIDTH}
          y1={limit}
          y2={limit}
        />
        <path className={styles.peak} d={drawn(amount.peakOf)} />
        <path className={styles.mean} d={drawn(amount.of)} />
      </svg>
      <Flex justify="between" gap="2">
        {[samples[0], samples.at(-1)!].map(({ at }, index) => (
          <Text key={index} variant="body-small" color="secondary">
            {formatInstant(at, locale)}
          </Text>
        ))}
      </Flex>
    </Flex>
  );
}

function wordsOf(
  { name, mean, peak, has, say }: MeasuredAmount,
  t: ReturnType<typeof useTranslate>,
  locale: string,
): string {
  if (name === 'gpu') {
    return t('usage.busyGpus', { mean: say(mean, locale) });
  }
  return t('usage.meanAndPeak', {
    mean: say(mean, locale),
    peak: say(peak ?? mean, locale),
    has: say(has, locale),
  });
}
