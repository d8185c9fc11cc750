import type { NavContentNavItem } from '@backstage/plugin-app-react';
import { CommandsButton } from '../commands';
import { Brand } from './Brand';
import { NavList } from './NavList';
import styles from './Shell.module.css';
import { UserMenu } from './UserMenu';

export function WideHeader(props: { others: NavContentNavItem[] }) {
  return (
    <header className={styles.side}>
      <Brand />
      <CommandsButton />
      <NavList others={props.others} />
      <div className={styles.person}>
        <UserMenu />
      </div>
    </header>
  );
}
