import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Link } from 'react-router-dom';
import styles from './Shell.module.css';

/** The portal's sign and name, and the way home. */
export function Brand() {
  const title =
    useApi(configApiRef).getOptionalString('app.title') ?? 'Astrolabe';
  return (
    <Link to="/" className={styles.brand}>
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
      {title}
    </Link>
  );
}
