import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Link } from 'react-router-dom';
import { Sign } from './Sign';
import styles from './Shell.module.css';

/** The portal's sign and name, and the way home. */
export function Brand() {
  const title =
    useApi(configApiRef).getOptionalString('app.title') ?? 'Astrolabe';
  return (
    <Link to="/" className={styles.brand}>
      <Sign />
      {title}
    </Link>
  );
}
