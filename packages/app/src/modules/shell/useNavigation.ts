import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RiExternalLinkLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { appTranslationRef } from '../../translation';
import { usePortal, useWords } from '../portal';
import { destinations } from './destinations';

/** A place in the navigation. */
export interface Place {
  href: string;
  label: string;
  Icon: RemixiconComponentType;
  isElsewhere: boolean;
}

/** Where the community wants its people to go, in its order. */
export function useNavigation(): Place[] {
  const { t } = useTranslationRef(appTranslationRef);
  const words = useWords();
  const { navigation = destinations.map(({ id }) => id) } = usePortal();
  return navigation.map(item => {
    if (typeof item !== 'string') {
      return {
        href: item.href,
        label: words(item.title),
        Icon: RiExternalLinkLine,
        isElsewhere: true,
      };
    }
    const { href, Icon } = destinations.find(({ id }) => id === item)!;
    return { href, Icon, label: t(`nav.${item}`), isElsewhere: false };
  });
}
