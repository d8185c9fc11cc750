import type { ModuleReleases } from '@astrolabe/plugin-assets-common';
import { FailureNote, Section } from '@astrolabe/ui';
import {
  Alert,
  Button,
  ButtonLink,
  Flex,
  Select,
  Text,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { RiPriceTag3Line } from '@remixicon/react';
import { useState } from 'react';
import { useTranslate } from '../../hooks/useTranslate';
import type { Releasing } from './useReleasing';
import { Version } from './Version';

const LINKED_SERVICES = '/accounts';
const NONE = '-';
const NUMBER = /(0|[1-9]\d*)/.source;
const VERSION = new RegExp(
  `^${NUMBER}\\.${NUMBER}\\.${NUMBER}(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?$`,
);

/** What the next version is, what would be done for it, and that it is done. */
export function ReleaseForm(props: {
  releases: ModuleReleases;
  releasing: Releasing;
}) {
  const { releasing } = props;
  const { archives, items } = props.releases;
  const t = useTranslate();
  const [version, setVersion] = useState('');
  const [notes, setNotes] = useState('');
  const [account, setAccount] = useState(NONE);
  const archive = archives.find(each => each.account === account);
  const request = {
    version: version.trim(),
    ...(notes.trim() && { notes }),
    ...(archive && { archive: archive.account }),
  };
  const { busy, send } = releasing;
  const answer = releasing.answerTo(request);
  const wrong = wrongOf(request.version, items);
  const isReady = request.version !== '' && !wrong;
  const begin = async () => {
    if (!(await send(request))) return;
    // What is typed next is of another version, and may have been begun meanwhile.
    setVersion(now => (now === version ? '' : now));
    setNotes(now => (now === notes ? '' : now));
  };
  return (
    <Section title={t('release.form')}>
      <Flex direction="column" gap="4">
        <TextField
          label={t('release.version')}
          description={wrong ? t(`release.${wrong}`) : t('release.versionHelp')}
          value={version}
          onChange={setVersion}
          isInvalid={wrong !== undefined}
          isRequired
        />
        <TextAreaField
          label={t('release.notes')}
          description={t('release.notesHelp')}
          value={notes}
          onChange={setNotes}
          maxLength={20_000}
        />
        {archives.length > 0 ? (
          <Select
            label={t('release.archive')}
            options={[
              { value: NONE, label: t('release.noArchive') },
              ...archives.map(each => ({
                value: each.account,
                label: each.title,
              })),
            ]}
            value={account}
            onChange={next => setAccount(String(next))}
          />
        ) : (
          <div>
            <ButtonLink variant="secondary" href={LINKED_SERVICES}>
              {t('release.linkArchive')}
            </ButtonLink>
          </div>
        )}
        {archive && <Alert status="info" title={t('release.forEver')} />}
        {archive?.trouble && <Alert status="warning" title={archive.trouble} />}
        <Text as="p" color="secondary" role="status">
          {busy && t(`release.${busy}`)}
        </Text>
        {releasing.error !== undefined && (
          <FailureNote title={t('release.failed')} error={releasing.error} />
        )}
        {answer?.plan && <Version release={answer.plan} />}
        <Flex gap="2" style={{ flexWrap: 'wrap' }}>
          <Button
            variant="primary"
            iconStart={<RiPriceTag3Line aria-hidden />}
            isDisabled={!isReady || busy === 'planning'}
            loading={busy === 'beginning'}
            onPress={begin}
          >
            {t('release.go', { version: request.version })}
          </Button>
          <Button
            variant="secondary"
            isDisabled={!isReady || busy === 'beginning'}
            loading={busy === 'planning'}
            onPress={() => send({ ...request, dryRun: true })}
          >
            {t('release.plan')}
          </Button>
        </Flex>
      </Flex>
    </Section>
  );
}

/** Why what was typed cannot be released; undefined: it can, or nothing was typed. */
function wrongOf(version: string, items: ModuleReleases['items']) {
  if (version === '') return undefined;
  if (!VERSION.test(version)) return 'versionWrong';
  const isThere = items.some(each => each.version === version);
  return isThere ? 'versionThere' : undefined;
}
