import { ButtonLink } from '@backstage/ui';
import { RiPriceTag3Line } from '@remixicon/react';
import { useReleases } from '../../hooks/useReleases';
import { useTranslate } from '../../hooks/useTranslate';
import { versionsPath } from '../../routes';

/** The way to its versions, for who may release one or where there are some. */
export function ReleaseButton({ name }: { name: string }) {
  const t = useTranslate();
  const { value } = useReleases(name);
  if (!value?.mayRelease && !value?.items.length) return null;
  return (
    <ButtonLink
      variant="secondary"
      iconStart={<RiPriceTag3Line aria-hidden />}
      href={versionsPath(name)}
    >
      {t(value.mayRelease ? 'release.link' : 'release.versions')}
    </ButtonLink>
  );
}
