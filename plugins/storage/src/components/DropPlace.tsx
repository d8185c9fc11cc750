import { useState, type DragEvent, type ReactNode } from 'react';
import { useTranslate } from '../hooks/useTranslate';
import styles from './DropPlace.module.css';

/** Takes files that are dropped here; the button does the same for who drags nothing. */
export function DropPlace(props: {
  onDrop(files: File[]): void;
  children: ReactNode;
}) {
  const t = useTranslate();
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <div
      role="group"
      aria-label={t('upload.drop')}
      className={`${styles.place} ${isOver ? styles.over : ''}`}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault();
        setOver(false);
        props.onDrop([...event.dataTransfer.files]);
      }}
    >
      {props.children}
    </div>
  );
}
