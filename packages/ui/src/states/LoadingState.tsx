import { Skeleton, Text } from '@backstage/ui';
import styles from './states.module.css';

/** Something is on its way: said to screen readers, drawn as its outline. @public */
export function LoadingState(props: { label: string }) {
  return (
    <div role="status" aria-busy="true" className={styles.state}>
      <Text as="p" color="secondary">
        {props.label}
      </Text>
      <Skeleton width="100%" height={24} />
      <Skeleton width="80%" height={24} />
      <Skeleton width="60%" height={24} />
    </div>
  );
}
