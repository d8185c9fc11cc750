import { useLook } from '../../hooks/useLook';
import { usePortal } from '../portal';
import styles from './Shell.module.css';

/** The community's sign; else the portal's, in the colour of the text around it. */
export function Sign() {
  const { logos } = usePortal();
  const look = useLook();
  if (logos) return <img src={logos[look]} alt="" className={styles.logo} />;
  return (
    <svg
      viewBox="0 0 32 32"
      width="28"
      height="28"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
    >
      <circle cx="16" cy="16" r="14" />
      <circle cx="16" cy="18.5" r="6" />
      <path d="M6.5 22.5 25.5 9.5" />
      <circle cx="16" cy="16" r="1.5" fill="currentColor" />
    </svg>
  );
}
