import type { StorageEntry } from '@astrolabe/plugin-storage-common';
import { Button, VisuallyHidden } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowUpSLine } from '@remixicon/react';
import { useState, type KeyboardEvent } from 'react';
import type { Sorting } from '../hooks/useStorage';
import { useTranslate } from '../hooks/useTranslate';
import { ROW_HEIGHT, useWindow } from '../hooks/useWindow';
import type { Asked } from './EntryActions';
import { EntryRow } from './EntryRow';
import styles from './EntryTable.module.css';

const columns = ['name', 'size', 'changed'] as const;

/**
 * What is in a folder. Arrows, Home and End go from entry to entry, also to those
 * that are not drawn; Enter opens, and Delete asks whether to delete.
 */
export function EntryTable(props: {
  entries: StorageEntry[];
  sorting: Sorting;
  mayChange: boolean;
  onSort(sorting: Sorting): void;
  onOpen(entry: StorageEntry): void;
  onAsk(asked: Asked): void;
}) {
  const { entries, onOpen, onAsk } = props;
  const t = useTranslate();
  const [current, setCurrent] = useState(0);
  const window = useWindow(entries.length);
  const { first, last, height, show, scroller } = window;

  const goTo = (index: number) => {
    const next = Math.max(0, Math.min(entries.length - 1, index));
    setCurrent(next);
    show(next);
    // It may have been drawn only now.
    requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`[data-index="${next}"]`)
        ?.focus(),
    );
  };
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    const page = Math.max(1, Math.floor(height / ROW_HEIGHT) - 1);
    const steps: Record<string, () => unknown> = {
      ArrowDown: () => goTo(at + 1),
      ArrowUp: () => goTo(at - 1),
      PageDown: () => goTo(at + page),
      PageUp: () => goTo(at - page),
      Home: () => goTo(0),
      End: () => goTo(entries.length - 1),
      Delete: () =>
        props.mayChange && onAsk({ entry: entries[at], what: 'remove' }),
    };
    if (!steps[event.key]) return;
    event.preventDefault();
    steps[event.key]();
  };
  const indexes = Array.from({ length: last - first }, (_, i) => first + i);
  // One row can always be reached by Tab.
  const reachable = current >= first && current < last ? current : first;
  return (
    <div
      role="table"
      aria-label={t('list.label')}
      aria-rowcount={entries.length + 1}
    >
      <Head sorting={props.sorting} onSort={props.onSort} />
      <div
        ref={scroller}
        role="rowgroup"
        className={styles.scroller}
        style={{ height }}
        onScroll={window.onScroll}
      >
        <div
          role="presentation"
          className={styles.body}
          style={{ height: entries.length * ROW_HEIGHT }}
        >
          {indexes.map(index => (
            <EntryRow
              key={entries[index].path}
              entry={entries[index]}
              index={index}
              isReachable={index === reachable}
              mayChange={props.mayChange}
              onFocus={() => setCurrent(index)}
              onKeyDown={event => onKeyDown(event, index)}
              onOpen={() => onOpen(entries[index])}
              onAsk={what => onAsk({ entry: entries[index], what })}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function Head(props: { sorting: Sorting; onSort(sorting: Sorting): void }) {
  const t = useTranslate();
  const { sort, order } = props.sorting;
  const Arrow = order === 'asc' ? RiArrowUpSLine : RiArrowDownSLine;
  const turn = (column: Sorting['sort']) => {
    const isTurned = column === sort && order === 'asc';
    props.onSort({ sort: column, order: isTurned ? 'desc' : 'asc' });
  };
  const sorted = { asc: 'ascending', desc: 'descending' } as const;
  return (
    <div role="rowgroup">
      <div role="row" aria-rowindex={1} className={styles.head}>
        {columns.map(column => (
          <span
            key={column}
            role="columnheader"
            aria-sort={column === sort ? sorted[order] : 'none'}
            className={column === 'changed' ? styles.changed : undefined}
          >
            <Button
              size="small"
              variant="tertiary"
              iconEnd={column === sort ? <Arrow aria-hidden /> : undefined}
              aria-label={t('list.sortBy', { column: t(`list.${column}`) })}
              onPress={() => turn(column)}
            >
              {t(`list.${column}`)}
            </Button>
          </span>
        ))}
        <span role="columnheader">
          <VisuallyHidden>{t('list.toDo')}</VisuallyHidden>
        </span>
      </div>
    </div>
  );
}
