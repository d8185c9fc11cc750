import { useTranslate } from '../../hooks/useTranslate';
import { Share } from '../shared/Share';

/** How much of something is free at a site. */
export function Free(props: {
  name: string;
  free: number;
  total: number;
  say(amount: number): string;
}) {
  const t = useTranslate();
  const { name, free, total, say } = props;
  const words = t('sites.freeOf', { free: say(free), total: say(total) });
  return <Share name={name} part={free} total={total} words={words} />;
}
