import type { PlannedSite } from '@astrolabe/plugin-workloads-common';
import { Radio, RadioGroup, Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import { useTranslate } from '../../hooks/useTranslate';
import { siteName } from '../shared/resources';
import { SiteDetails, type SiteView } from './Sites';

/** What the person chose, and what is wrong with that. */
export interface Choice {
  /** Undefined: the best site. */
  siteId: string | undefined;
  problem?: string;
  choose(siteId: string | undefined): void;
}

const BEST = 'best';
const keyOf = (siteId: string) => `site ${siteId}`;

/** Whether there is something to choose; what was chosen before can always be changed. */
export function isChoice(sites: PlannedSite[], { siteId }: Choice): boolean {
  return siteId !== undefined || sites.filter(site => site.siteId).length > 1;
}

/** Which site shall run it: the best one, unless the person knows better. */
export function SiteChoice(props: { views: SiteView[]; choice: Choice }) {
  const { views, choice } = props;
  const t = useTranslate();
  const id = useId();
  const sites = views.map(({ site }) => site);
  const { siteId } = choice;
  const isGone =
    siteId !== undefined && sites.every(site => site.siteId !== siteId);
  const problem =
    choice.problem ?? (isGone && t('plan.siteGone', { site: siteId }));
  const chosen = siteId === undefined ? BEST : keyOf(siteId);
  return (
    <div data-field="form.siteId">
      <RadioGroup
        label={t('plan.where')}
        // With a value that none of them has, the keyboard would reach none.
        value={isGone ? null : chosen}
        onChange={key =>
          choice.choose(
            sites.find(site => key === keyOf(`${site.siteId}`))?.siteId,
          )
        }
        isInvalid={Boolean(problem)}
        validationBehavior="aria"
        aria-describedby={problem ? `${id}-problem` : undefined}
      >
        <Option value={BEST} label={t('plan.best')} id={`${id}-best`}>
          <Text variant="body-small" color="secondary">
            <BestNow sites={sites} />
          </Text>
        </Option>
        {views.map((view, index) => (
          <SiteOption
            key={`${view.site.engine} ${view.site.siteId}`}
            {...view}
            id={`${id}-${index}`}
            isChosen={view.site.siteId === siteId}
          />
        ))}
      </RadioGroup>
      {problem && (
        <Text
          as="p"
          variant="body-small"
          color="danger"
          id={`${id}-problem`}
          style={{ margin: 'var(--bui-space-1) 0 0' }}
        >
          {problem}
        </Text>
      )}
    </div>
  );
}

function BestNow({ sites }: { sites: PlannedSite[] }) {
  const t = useTranslate();
  const best = sites.find(({ verdict }) => ['now', 'later'].includes(verdict));
  return (
    <>
      {best
        ? t('plan.bestNow', { site: siteName(best.title, t) })
        : t('plan.bestNone')}
    </>
  );
}

function SiteOption(props: SiteView & { id: string; isChosen: boolean }) {
  const { site, capacity, id, isChosen } = props;
  const t = useTranslate();
  return (
    <Option
      value={site.siteId === undefined ? undefined : keyOf(site.siteId)}
      label={siteName(site.title, t)}
      id={id}
      // What is chosen stays within reach of the keyboard, whatever it says now.
      isDisabled={site.verdict === 'never' && !isChosen}
    >
      <SiteDetails site={site} capacity={capacity} />
    </Option>
  );
}

/** As wide as the radio button and the gap after it. */
const besideRadio = {
  marginInlineStart: 'calc(1rem + var(--bui-space-2))',
};

/** As a bold text; the colour is the radio button's, which may be disabled. */
const nameOfSite = {
  fontSize: 'var(--bui-font-size-3)',
  fontWeight: 'var(--bui-font-weight-bold)',
};

/** A radio button, and what is said of it; no button where there is nothing to choose. */
function Option(props: {
  value: string | undefined;
  label: string;
  id: string;
  isDisabled?: boolean;
  children: ReactNode;
}) {
  const { value, label, id, isDisabled, children } = props;
  return (
    <div style={{ minWidth: 0, paddingBlockEnd: 'var(--bui-space-2)' }}>
      {value === undefined ? (
        <div style={besideRadio}>
          <Text weight="bold">{label}</Text>
        </div>
      ) : (
        <Radio
          value={value}
          isDisabled={isDisabled}
          aria-describedby={id}
          style={nameOfSite}
        >
          {label}
        </Radio>
      )}
      <div
        id={id}
        style={{ ...besideRadio, marginBlockStart: 'var(--bui-space-1)' }}
      >
        {children}
      </div>
    </div>
  );
}
