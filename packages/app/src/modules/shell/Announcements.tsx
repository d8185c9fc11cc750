import { Alert } from '@backstage/ui';
import { usePortal, useWords } from '../portal';
import styles from './Shell.module.css';

/** What the community announces now. */
export function Announcements() {
  const { announcements } = usePortal();
  const words = useWords();
  if (announcements.length === 0) return null;
  return (
    <div className={styles.announcements}>
      {announcements.map(({ text, tone }) => (
        <Alert key={words(text)} status={tone} icon title={words(text)} />
      ))}
    </div>
  );
}
