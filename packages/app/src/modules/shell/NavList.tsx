import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NavContentNavItem } from '@backstage/plugin-app-react';
import { NavLink } from 'react-router-dom';
import { appTranslationRef } from '../../translation';
import { destinations } from './destinations';
import styles from './Shell.module.css';

/** Where one can go; the current place is marked for eyes and for screen readers. */
export function NavList(props: { others: NavContentNavItem[] }) {
  const { t } = useTranslationRef(appTranslationRef);
  return (
    <nav aria-label={t('nav.label')}>
      <ul className={styles.list}>
        {destinations.map(({ id, href, Icon }) => (
          <li key={id}>
            <NavLink to={href} end={href === '/'} className={styles.link}>
              <Icon size={20} aria-hidden="true" />
              {t(`nav.${id}`)}
            </NavLink>
          </li>
        ))}
        {props.others.map(item => (
          <li key={item.href}>
            <NavLink to={item.href} className={styles.link}>
              {item.icon}
              {item.title}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
