import { NoticesBell } from '@astrolabe/plugin-workloads';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NavContentNavItem } from '@backstage/plugin-app-react';
import { ButtonIcon, Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { RiMenuLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { appTranslationRef } from '../../translation';
import { CommandsButton } from '../commands';
import { AccessBell } from './AccessBell';
import { Brand } from './Brand';
import { NavList } from './NavList';
import styles from './Shell.module.css';
import { UserMenu } from './UserMenu';

export function NarrowHeader(props: { others: NavContentNavItem[] }) {
  const { t } = useTranslationRef(appTranslationRef);
  const { pathname } = useLocation();
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => setIsOpen(false), [pathname]);

  return (
    <header className={styles.top}>
      <Brand />
      <div className={styles.tools}>
        <AccessBell />
        <NoticesBell />
        <CommandsButton isCompact />
        <ButtonIcon
          variant="secondary"
          icon={<RiMenuLine aria-hidden="true" />}
          aria-label={t('nav.open')}
          aria-haspopup="dialog"
          onPress={() => setIsOpen(true)}
        />
      </div>
      <Dialog isOpen={isOpen} onOpenChange={setIsOpen} width="20rem">
        <DialogHeader>{t('nav.menu')}</DialogHeader>
        <DialogBody>
          <NavList others={props.others} />
          <div className={styles.person}>
            <UserMenu />
          </div>
        </DialogBody>
      </Dialog>
    </header>
  );
}
