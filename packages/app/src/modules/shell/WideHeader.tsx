import { NoticesBell } from '@astrolabe/plugin-workloads';
import type { NavContentNavItem } from '@backstage/plugin-app-react';
import { CommandsButton } from '../commands';
import { AccessBell } from './AccessBell';
import { Brand } from './Brand';
import { NavList } from './NavList';
import styles from './Shell.module.css';
import { UserMenu } from './UserMenu';

export function WideHeader(props: { others: NavContentNavItem[] }) {
  return (
    <header className={styles.side}>
      <div className={styles.headline}>
        <Brand />
        <AccessBell />
        <NoticesBell />
      </div>
      <CommandsButton />
      <NavList others={props.others} />
      <div className={styles.person}>
        <UserMenu />
      </div>
    </header>
  );
}
