import type { Translate } from '../../hooks/useTranslate';

/** What somebody or a group is called; refs are for programs. */
export function subjectText(ref: string, t: Translate): string {
  const name = ref.slice(ref.lastIndexOf('/') + 1);
  if (ref.startsWith('user:')) return name;
  if (name === 'members') return t('sharing.everybody');
  const tier = /^tier-(.+)$/.exec(name)?.[1];
  return tier ? t('sharing.tier', { tier }) : name;
}
