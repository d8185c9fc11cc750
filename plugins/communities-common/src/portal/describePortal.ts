import type {
  Announcement,
  Community,
  CommunityLink,
} from '../generated/community';
import {
  fontStacks,
  looks,
  makePalettes,
  type Look,
  type Palette,
} from '../looks';

/** Words for all languages, or for each. @public */
export type LocalText = NonNullable<Community['description']>;

/** The languages that the portal speaks. @public */
export const languages = ['en', 'es'] as const;

/** @public */
export type Language = (typeof languages)[number];

/** The parts of the home page, in their usual order. @public */
export const homeSections = ['steps', 'workloads', 'newest', 'counts'] as const;

/** @public */
export type HomeSection = (typeof homeSections)[number];

/**
 * The portal of a community as browsers get it, before anybody has signed in.
 * Nothing secret is in it.
 *
 * @public
 */
export interface Portal {
  id: string;
  title: string;
  description?: LocalText;
  /** Addresses of its sign for each look; absent: the portal's own. */
  logos?: Record<Look, string>;
  palettes: Record<Look, Palette>;
  /** Values of `font-family`. */
  fonts: { text: string; headings: string };
  home: { text?: LocalText; links: CommunityLink[]; sections: HomeSection[] };
  /** Absent: every page of the portal. */
  navigation?: NonNullable<Community['navigation']>;
  languages: Language[];
  contacts: CommunityLink[];
  /** What is offered first where a storage is linked. */
  storage?: Pick<NonNullable<Community['storage']>, 'service' | 'url'>;
  /** What the form of a project begins with: an identifier of SPDX. */
  licence?: string;
  /** To be accepted by whoever is signed in. */
  terms?: NonNullable<Community['terms']>;
  /** Whether pages tell that they are opened: no person, no address. */
  countsPageViews: boolean;
  /** Those that hold now. */
  announcements: { text: LocalText; tone: 'info' | 'warning' }[];
}

/** Whether a person has accepted the terms of a portal. @public */
export interface TermsAcceptance {
  community: string;
  /** Of the terms that hold now; absent: there are none. */
  version?: string;
  /** When this version was; absent: not yet. */
  acceptedAt?: string;
}

/** @public */
export function describePortal(
  community: Community,
  options: { now?: Date; logoAddress?: (look: Look) => string } = {},
): Portal {
  const { now = new Date(), logoAddress } = options;
  const { fonts = {}, home = {}, logo } = community;
  const text = fonts.text ?? 'system';
  return {
    id: community.id,
    title: community.title,
    description: community.description,
    logos: logo && logoAddress ? eachLook(logoAddress) : undefined,
    palettes: makePalettes(community.colours),
    fonts: {
      text: fontStacks[text],
      headings: fontStacks[fonts.headings ?? text],
    },
    home: {
      text: home.text,
      links: home.links ?? [],
      sections: home.sections ?? [...homeSections],
    },
    navigation: community.navigation,
    languages: community.languages ?? [...languages],
    contacts: community.contacts ?? [],
    storage: storageOf(community),
    licence: community.licence,
    terms: community.terms,
    countsPageViews: community.analytics?.pageViews ?? false,
    announcements: (community.announcements ?? [])
      .filter(announcement => holdsAt(announcement, now))
      .map(({ text: words, tone = 'info' }) => ({ text: words, tone })),
  };
}

/** The words of a language; else of the first that has some. @public */
export function inLanguage(text: LocalText, language: string): string {
  if (typeof text === 'string') return text;
  const [any = ''] = Object.values(text);
  return Object.hasOwn(text, language) ? text[language as Language]! : any;
}

function storageOf({ storage }: Community): Portal['storage'] {
  if (!storage?.service) return undefined;
  const { service, url } = storage;
  return { service, ...(url && { url }) };
}

function eachLook<T>(make: (look: Look) => T): Record<Look, T> {
  const [light, dark] = looks.map(make);
  return { light, dark };
}

function holdsAt({ from, until }: Announcement, now: Date): boolean {
  const time = now.getTime();
  return (
    (!from || Date.parse(from) <= time) && (!until || time < Date.parse(until))
  );
}
