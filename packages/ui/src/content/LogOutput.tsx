import { useEffect, useRef, type UIEvent } from 'react';
import stripAnsi from 'strip-ansi';
import styles from './LogOutput.module.css';

/** Nearer to the end than this counts as at the end. */
const END_PX = 24;

/**
 * What a program has written: stays at the end as lines come, unless the person has
 * scrolled away from it.
 *
 * @public
 */
export function LogOutput({ label, text }: { label: string; text: string }) {
  const box = useRef<HTMLPreElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    if (box.current && isAtEnd.current) {
      box.current.scrollTop = box.current.scrollHeight;
    }
  }, [text]);
  const onScroll = ({ currentTarget: at }: UIEvent<HTMLPreElement>) => {
    isAtEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < END_PX;
  };
  return (
    <pre
      ref={box}
      role="log"
      aria-label={label}
      // A region that scrolls has to be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onScroll={onScroll}
      className={styles.output}
    >
      {/* Colours for terminals would be read out as noise. */}
      {stripAnsi(text)}
    </pre>
  );
}
