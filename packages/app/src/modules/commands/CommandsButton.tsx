import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonIcon } from '@backstage/ui';
import { RiSearchLine } from '@remixicon/react';
import { appTranslationRef } from '../../translation';
import styles from './CommandsButton.module.css';
import { useOpenCommands } from './CommandsProvider';

const shortcut = /Mac|iPhone|iPad/.test(navigator.userAgent)
  ? { text: '⌘K', keys: 'Meta+K' }
  : { text: 'Ctrl K', keys: 'Control+K' };

/** Opens the command palette, for those who don't know the key. */
export function CommandsButton(props: { isCompact?: boolean }) {
  const { t } = useTranslationRef(appTranslationRef);
  const open = useOpenCommands();
  const icon = <RiSearchLine aria-hidden="true" />;
  if (props.isCompact) {
    return (
      <ButtonIcon
        variant="secondary"
        icon={icon}
        aria-label={t('commands.open')}
        onPress={open}
      />
    );
  }
  return (
    <Button
      variant="secondary"
      iconStart={icon}
      aria-keyshortcuts={shortcut.keys}
      className={styles.button}
      onPress={open}
    >
      <span className={styles.word}>{t('commands.button')}</span>
      <kbd className={styles.key}>{shortcut.text}</kbd>
    </Button>
  );
}
