import type { AssetKind, SavedSearch } from '@astrolabe/plugin-assets-common';
import { FailureNote } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Flex } from '@backstage/ui';
import { RiDeleteBinLine, RiPencilLine } from '@remixicon/react';
import { useState } from 'react';
import { assetsApiRef } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
import { DeleteQuestion } from './DeleteQuestion';
import { RenameForm } from './RenameForm';
import { SavedLink } from './SavedLink';
import { useSending } from '../../hooks/useSending';

/** One saved search. */
export function SavedRow(props: {
  /** Of the list that is shown, for a search of all kinds. */
  kind: AssetKind;
  item: SavedSearch;
  onChanged(): void;
  onOpened(): void;
}) {
  const { kind, item, onChanged, onOpened } = props;
  const t = useTranslate();
  const api = useApi(assetsApiRef);
  const [doing, setDoing] = useState<'rename' | 'delete'>();
  /** Its button has the focus again. */
  const [done, setDone] = useState<'rename' | 'delete'>();
  const finish = () => {
    setDone(doing);
    setDoing(undefined);
  };
  const change = useSending(() => {
    finish();
    onChanged();
  });
  const looking = useSending(onChanged);
  const open = async (lead: () => void) => {
    // Who has been told that this fails is let through.
    const mayLead =
      looking.error !== undefined ||
      (await looking.send(() => api.lookedAtSearch(item.id)));
    if (!mayLead) return;
    lead();
    onOpened();
  };
  const common = {
    ...{ name: item.name, isSending: change.isSending },
    onCancel: finish,
  };
  return (
    <li>
      {doing === 'rename' && (
        <RenameForm
          {...common}
          onRename={name => change.send(() => api.renameSearch(item.id, name))}
        />
      )}
      {doing === 'delete' && (
        <DeleteQuestion
          {...common}
          onDelete={() => change.send(() => api.deleteSearch(item.id))}
        />
      )}
      {doing === undefined && (
        <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
          <SavedLink kind={kind} item={item} onOpen={open} />
          <ButtonIcon
            variant="tertiary"
            size="small"
            icon={<RiPencilLine aria-hidden="true" />}
            aria-label={t('saved.rename', { name: item.name })}
            onPress={() => setDoing('rename')}
            // eslint-disable-next-line jsx-a11y/no-autofocus -- who pressed a button here goes on here
            autoFocus={done === 'rename'}
          />
          <ButtonIcon
            variant="tertiary"
            size="small"
            icon={<RiDeleteBinLine aria-hidden="true" />}
            aria-label={t('saved.delete', { name: item.name })}
            onPress={() => setDoing('delete')}
            // eslint-disable-next-line jsx-a11y/no-autofocus -- who pressed a button here goes on here
            autoFocus={done === 'delete'}
          />
        </Flex>
      )}
      {change.error !== undefined && (
        <FailureNote title={t('saved.failed')} error={change.error} />
      )}
      {looking.error !== undefined && (
        <FailureNote title={t('saved.lookedFailed')} error={looking.error} />
      )}
    </li>
  );
}
