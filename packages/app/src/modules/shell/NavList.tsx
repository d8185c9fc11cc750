import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NavContentNavItem } from '@backstage/plugin-app-react';
import { NavLink } from 'react-router-dom';
import { appTranslationRef } from '../../translation';
import styles from './Shell.module.css';
import { useNavigation } from './useNavigation';

/** Where one can go; the current place is marked for eyes and for screen readers. */
export function NavList(props: { others: NavContentNavItem[] }) {
  const { t } = useTranslationRef(appTranslationRef);
  const places = useNavigation();
  return (
    <nav aria-label={t('nav.label')}>
      <ul className={styles.list}>
        {places.map(({ href, label, Icon, isElsewhere }) => (
          <li key={href}>
            {isElsewhere ? (
              <a href={href} className={styles.link} rel="noopener noreferrer">
                <Icon size={20} aria-hidden="true" />
                {label}
              </a>
            ) : (
              <NavLink to={href} end={href === '/'} className={styles.link}>
                <Icon size={20} aria-hidden="true" />
                {label}
              </NavLink>
            )}
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
