import type {
  Asset,
  AssetProfile,
  AssetProfileFormat,
} from '@astrolabe/plugin-assets-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Menu, MenuItem, MenuTrigger, Text } from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import useAsync from 'react-use/esm/useAsync';
import { assetsApiRef } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';

/** Names that are the same in every language. */
const formatNames: Record<string, string> = {
  turtle: 'Turtle',
  'json-ld': 'JSON-LD',
  json: 'JSON',
  yaml: 'YAML',
  markdown: 'Markdown',
};

/** The standards of others in which the metadata can be had. */
export function StandardsMenu(props: {
  asset: Asset;
  isPending: boolean;
  onChoose(profile: AssetProfile, format: AssetProfileFormat): void;
  /** What was done with it, in place of what it is. */
  onProvenance(): void;
}) {
  const { kind, name } = props.asset;
  const t = useTranslate();
  const api = useApi(assetsApiRef);
  const { value, error } = useAsync(
    () => api.profiles(kind, name),
    [api, kind, name],
  );
  if (error) {
    return (
      <Text color="secondary" variant="body-small">
        {t('download.noStandards')}
      </Text>
    );
  }
  const choices = (value ?? []).flatMap(profile =>
    profile.formats.map(format => ({ profile, format })),
  );
  return (
    <MenuTrigger>
      <Button
        variant="secondary"
        size="small"
        iconEnd={<RiArrowDownSLine aria-hidden="true" />}
        isDisabled={!value}
        isPending={props.isPending}
        aria-label={t('download.standardNamed')}
      >
        {t('download.standard')}
      </Button>
      <Menu>
        {choices.map(({ profile, format }) => (
          <MenuItem
            key={`${profile.id} ${format.id}`}
            onAction={() => props.onChoose(profile, format)}
          >
            {`${profile.title} (${formatNames[format.id] ?? format.id})`}
          </MenuItem>
        ))}
        {kind === 'module' && (
          <MenuItem onAction={props.onProvenance}>
            {t('download.provenance')}
          </MenuItem>
        )}
      </Menu>
    </MenuTrigger>
  );
}
