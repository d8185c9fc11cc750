import type { StorageEntry } from '@astrolabe/plugin-storage-common';
import { formatBytes, formatInstant, useLocale } from '@astrolabe/ui';
import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiFileLine, RiFolder3Fill, RiMore2Line } from '@remixicon/react';
import type { KeyboardEvent } from 'react';
import { useTranslate } from '../hooks/useTranslate';
import { ROW_HEIGHT } from '../hooks/useWindow';
import type { What } from './EntryActions';
import styles from './EntryTable.module.css';

/** A file or a folder in the list. */
export function EntryRow(props: {
  entry: StorageEntry;
  index: number;
  isReachable: boolean;
  mayChange: boolean;
  onFocus(): void;
  onKeyDown(event: KeyboardEvent): void;
  onOpen(): void;
  onAsk(what: What): void;
}) {
  const { entry, index, onAsk } = props;
  const { name, kind, bytes, changedAt } = entry;
  const t = useTranslate();
  const locale = useLocale();
  const isFolder = kind === 'folder';
  const Icon = isFolder ? RiFolder3Fill : RiFileLine;
  const size = bytes === undefined ? '' : formatBytes(bytes, locale);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={styles.row}
      style={{ top: index * ROW_HEIGHT }}
    >
      <span role="cell" style={{ minWidth: 0 }}>
        <button
          type="button"
          className={styles.name}
          style={{ maxWidth: '100%' }}
          data-index={index}
          tabIndex={props.isReachable ? 0 : -1}
          title={name}
          aria-label={t(isFolder ? 'list.openFolder' : 'list.openFile', {
            name,
          })}
          onFocus={props.onFocus}
          onKeyDown={props.onKeyDown}
          onClick={props.onOpen}
        >
          <Icon aria-hidden size={18} />
          <span>{name}</span>
        </button>
      </span>
      <span role="cell" className={styles.cell}>
        {isFolder ? t('list.folder') : size}
      </span>
      <span role="cell" className={`${styles.cell} ${styles.changed}`}>
        {changedAt && formatInstant(changedAt, locale)}
      </span>
      <span role="cell">
        <MenuTrigger>
          <Button
            size="small"
            variant="tertiary"
            aria-label={t('list.actions', { name })}
            iconStart={<RiMore2Line aria-hidden />}
          />
          <Menu>
            {!isFolder && (
              <MenuItem onAction={() => onAsk('download')}>
                {t('act.download')}
              </MenuItem>
            )}
            {!isFolder && (
              <MenuItem onAction={() => onAsk('preview')}>
                {t('act.preview')}
              </MenuItem>
            )}
            {props.mayChange && (
              <MenuItem onAction={() => onAsk('move')}>
                {t('act.rename')}
              </MenuItem>
            )}
            {props.mayChange && (
              <MenuItem onAction={() => onAsk('remove')}>
                {t('act.remove')}
              </MenuItem>
            )}
          </Menu>
        </MenuTrigger>
      </span>
    </div>
  );
}
