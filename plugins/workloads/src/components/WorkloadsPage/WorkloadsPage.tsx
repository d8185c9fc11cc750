import { purposes, type Whose } from '@astrolabe/plugin-workloads-common';
import {
  EmptyState,
  FailureNote,
  FailureState,
  LoadingState,
  PageFrame,
} from '@astrolabe/ui';
import {
  Alert,
  Button,
  ButtonLink,
  Flex,
  Tab,
  TabList,
  TabPanel,
  Tabs,
  Text,
} from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { useSnapshots } from '../../hooks/useSnapshots';
import { useTranslate } from '../../hooks/useTranslate';
import { useWorkloads } from '../../hooks/useWorkloads';
import { SNAPSHOTS_TAB } from '../../routes';
import { SnapshotsTab } from '../SnapshotsTab';
import { DowntimeNotes } from '../shared/Downtimes';
import { Listing } from './Listing';
import { useWhose, WhoseFilter } from './WhoseFilter';

/** Everything that the person has launched, live; which tab is open stands in the address. */
export function WorkloadsPage() {
  const t = useTranslate();
  return (
    <PageFrame title={t('list.title')} subtitle={t('list.subtitle')}>
      <Content />
    </PageFrame>
  );
}

const belowTabs = { paddingBlockStart: 'var(--bui-space-4)' };

function Content() {
  const t = useTranslate();
  const [query, setQuery] = useSearchParams();
  const tab = query.get('tab');
  const isOfSnapshots = tab === SNAPSHOTS_TAB;
  const open = purposes.find(each => each === tab) ?? purposes[0];
  const { whose } = useWhose();
  const shown = useWorkloads(open, whose);
  const snapshots = useSnapshots();
  const { listing, error, load } = shown;
  if (!listing) {
    return <Waiting error={error} onRetry={load} />;
  }
  const isBare =
    whose === 'all' && purposes.every(each => listing.purposes[each] === 0);
  if (isBare && !snapshots.list?.items.length && !isOfSnapshots) {
    return <NothingYet />;
  }
  return (
    <Tabs
      selectedKey={isOfSnapshots ? SNAPSHOTS_TAB : open}
      onSelectionChange={key =>
        setQuery({
          ...(key !== purposes[0] && { tab: String(key) }),
          ...(whose !== 'all' && { whose }),
        })
      }
    >
      <TabList aria-label={t('list.tabs')}>
        {purposes.map(each => (
          <Tab key={each} id={each}>
            {t(`list.tab.${each}`, { total: String(listing.purposes[each]) })}
          </Tab>
        ))}
        <Tab id={SNAPSHOTS_TAB}>
          {t('snapshot.tab', {
            total: String(snapshots.list?.items.length ?? 0),
          })}
        </Tab>
      </TabList>
      {purposes.map(each => (
        <TabPanel key={each} id={each} style={belowTabs}>
          {listing.purpose === each ? (
            <Shown {...shown} listing={listing} whose={whose} />
          ) : (
            <Waiting error={error} onRetry={load} />
          )}
        </TabPanel>
      ))}
      <TabPanel id={SNAPSHOTS_TAB} style={belowTabs}>
        <SnapshotsTab {...snapshots} />
      </TabPanel>
    </Tabs>
  );
}

function Waiting({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const t = useTranslate();
  return error === undefined ? (
    <LoadingState label={t('list.loading')} />
  ) : (
    <FailureState error={error} onRetry={onRetry} />
  );
}

/** What was launched for one purpose. */
function Shown(
  props: ReturnType<typeof useWorkloads> & {
    whose: Whose;
    listing: NonNullable<ReturnType<typeof useWorkloads>['listing']>;
  },
) {
  const { listing, error, isLive, isLoadingMore, loadMore, whose } = props;
  const t = useTranslate();
  if (listing.items.length === 0) {
    return (
      <Flex direction="column" gap="4">
        <WhoseFilter />
        <Text>
          {whose === 'shared'
            ? t('sharing.noneShared')
            : t(`list.noneOf.${listing.purpose}`)}
        </Text>
      </Flex>
    );
  }
  return (
    <Flex direction="column" gap="4">
      <WhoseFilter />
      {!isLive && <Alert status="info" icon title={t('list.updatesMissing')} />}
      {error !== undefined && (
        <FailureNote title={t('action.failed')} error={error} />
      )}
      <DowntimeNotes workloads={listing.items} />
      <Listing
        workloads={listing.items}
        hasMore={listing.nextCursor !== undefined}
        apply={props.apply}
        load={props.loadSoon}
      />
      <Flex align="center" gap="3" style={{ flexWrap: 'wrap' }}>
        <Text color="secondary" role="status">
          {t('list.shown', {
            shown: String(listing.items.length),
            total: String(listing.totalItems),
          })}
        </Text>
        {listing.nextCursor && (
          <Button
            variant="secondary"
            isPending={isLoadingMore}
            onPress={loadMore}
          >
            {t('list.more')}
          </Button>
        )}
      </Flex>
    </Flex>
  );
}

function NothingYet() {
  const t = useTranslate();
  return (
    <EmptyState
      title={t('list.emptyTitle')}
      description={t('list.emptyDescription')}
      action={
        <Flex gap="2" style={{ flexWrap: 'wrap' }}>
          <ButtonLink href="/modules" variant="primary">
            {t('list.emptyAction')}
          </ButtonLink>
          <ButtonLink href="/tools" variant="secondary">
            {t('list.browseTools')}
          </ButtonLink>
        </Flex>
      }
    />
  );
}
