import {
  RiCheckboxCircleLine,
  RiCircleLine,
  RiErrorWarningLine,
  RiLoader4Line,
} from '@remixicon/react';
import type { ReactNode } from 'react';
import styles from './StatusBadge.module.css';

/** @public */
export type StatusTone = 'good' | 'busy' | 'bad' | 'neutral';

const icons = {
  good: RiCheckboxCircleLine,
  busy: RiLoader4Line,
  bad: RiErrorWarningLine,
  neutral: RiCircleLine,
};

/** A state in a word, a shape and a colour, so that none of them is needed alone. @public */
export function StatusBadge(props: { tone: StatusTone; children: ReactNode }) {
  const Icon = icons[props.tone];
  return (
    <span className={`${styles.badge} ${styles[props.tone]}`}>
      <Icon size={16} aria-hidden="true" />
      {props.children}
    </span>
  );
}
