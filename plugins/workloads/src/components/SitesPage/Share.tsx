import { Flex, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import styles from './Share.module.css';

/** How much of something is free, in words and as a bar. */
export function Share(props: {
  name: string;
  free: number;
  total: number;
  say(amount: number): string;
}) {
  const t = useTranslate();
  const { name, free, total, say } = props;
  const part = total > 0 ? Math.min(1, Math.max(0, free / total)) : 0;
  return (
    <div>
      <Flex justify="between" gap="2" style={{ flexWrap: 'wrap' }}>
        <Text weight="bold">{name}</Text>
        <Text>{t('sites.freeOf', { free: say(free), total: say(total) })}</Text>
      </Flex>
      <div className={styles.bar} aria-hidden="true">
        <div className={styles.free} style={{ width: `${part * 100}%` }} />
      </div>
    </div>
  );
}
