import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
} from '@backstage/ui';
import { RiFilter3Line } from '@remixicon/react';
import type { ReactNode } from 'react';
import type { ListState } from '../../hooks/useAssetQuery';
import { useTranslate } from '../../hooks/useTranslate';
import { countChosen } from './facetState';

/** The facets behind a button, where there is no room beside the list. */
export function FacetsDialog(props: {
  state: ListState;
  /** How many are found, since the dialog covers the list. */
  count: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslate();
  const chosen = countChosen(props.state.facets);
  return (
    <div>
      <DialogTrigger>
        <Button
          variant="secondary"
          iconStart={<RiFilter3Line aria-hidden="true" />}
        >
          {chosen > 0
            ? t('facet.openChosen', { chosen: String(chosen) })
            : t('facet.open')}
        </Button>
        <Dialog width="24rem">
          <DialogHeader>{t('facet.open')}</DialogHeader>
          <DialogBody>{props.children}</DialogBody>
          <DialogFooter>
            {props.count}
            <Button variant="primary" slot="close">
              {t('facet.show')}
            </Button>
          </DialogFooter>
        </Dialog>
      </DialogTrigger>
    </div>
  );
}
