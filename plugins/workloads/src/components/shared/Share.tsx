import { Flex, Text } from '@backstage/ui';
import styles from './Share.module.css';

/** A part of something, in words and as a bar. */
export function Share(props: {
  name: string;
  part: number;
  total: number;
  words: string;
}) {
  const { name, part, total, words } = props;
  const share = total > 0 ? Math.min(1, Math.max(0, part / total)) : 0;
  return (
    <div>
      <Flex justify="between" gap="2" style={{ flexWrap: 'wrap' }}>
        <Text weight="bold">{name}</Text>
        <Text>{words}</Text>
      </Flex>
      <div className={styles.bar} aria-hidden="true">
        <div className={styles.part} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
