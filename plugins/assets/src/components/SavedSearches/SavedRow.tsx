import {
  assetSearchParams,
  type AssetKind,
  type SavedSearch,
} from '@astrolabe/plugin-assets-common';
import { FailureNote } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button, ButtonIcon, Flex, Link, Text, TextField } from '@backstage/ui';
import { RiDeleteBinLine, RiPencilLine } from '@remixicon/react';
import { useState, type FormEvent } from 'react';
import { assetsApiRef } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
import { listPath } from '../../routes';
import { useSending } from './useSending';

/** One saved search. */
export function SavedRow(props: {
  /** Of the list that is shown, for a search of all kinds. */
  kind: AssetKind;
  item: SavedSearch;
  onChanged(): void;
  onOpened(): void;
}) {
  const { item, onChanged, onOpened } = props;
  const t = useTranslate();
  const api = useApi(assetsApiRef);
  const [name, setName] = useState<string>();
  const { send, isSending, error } = useSending(() => {
    setName(undefined);
    onChanged();
  });
  const { kind = props.kind, ...query } = item.query;
  const rename = (event: FormEvent) => {
    event.preventDefault();
    if (name?.trim()) send(() => api.renameSearch(item.id, name.trim()));
  };
  const open = () => {
    send(() => api.lookedAtSearch(item.id));
    onOpened();
  };
  return (
    <li>
      {name === undefined ? (
        <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
          <div style={{ flex: '1 1 10rem', overflowWrap: 'anywhere' }}>
            <Link
              href={`${listPath(kind)}?${assetSearchParams(query)}`}
              onPress={open}
            >
              {item.name}
            </Link>
            <Text as="p" variant="body-small" color="secondary">
              {t(`kind.${kind}.title`)} ·{' '}
              {item.added > 0
                ? t('saved.countNew', {
                    count: item.added,
                    total: String(item.total),
                  })
                : t('saved.count', { total: String(item.total) })}
            </Text>
          </div>
          <ButtonIcon
            variant="tertiary"
            size="small"
            icon={<RiPencilLine aria-hidden="true" />}
            aria-label={t('saved.rename', { name: item.name })}
            onPress={() => setName(item.name)}
          />
          <ButtonIcon
            variant="tertiary"
            size="small"
            icon={<RiDeleteBinLine aria-hidden="true" />}
            aria-label={t('saved.delete', { name: item.name })}
            isDisabled={isSending}
            onPress={() => send(() => api.deleteSearch(item.id))}
          />
        </Flex>
      ) : (
        <form onSubmit={rename}>
          <Flex gap="2" align="end" style={{ flexWrap: 'wrap' }}>
            <TextField
              label={t('saved.name')}
              value={name}
              onChange={setName}
              maxLength={100}
            />
            <Button type="submit" size="small" loading={isSending}>
              {t('saved.renameNow')}
            </Button>
          </Flex>
        </form>
      )}
      {error !== undefined && (
        <FailureNote title={t('saved.failed')} error={error} />
      )}
    </li>
  );
}
