import type {
  AssetGate,
  AssetKind,
  AssetSpec,
} from '@astrolabe/plugin-assets-common';

/** An external catalogue as configuration describes it. */
export interface ExternalConfig {
  /** Also what the names of its assets begin with. */
  id: string;
  type: string;
  /** What of it is shown, where it has several kinds. */
  kind: AssetKind;
  /** Where it is, if that is not the usual place. */
  url?: string;
  /** What of it is shown, where that is to be chosen. */
  organizations: string[];
  tags: string[];
  token?: string;
  /** Of its entries, at most. */
  most: number;
  everySeconds: number;
  allowPrivateNetwork: boolean;
}

/** What an external catalogue says of one of its entries. */
export interface ExternalEntry {
  /** What the catalogue calls it. */
  id: string;
  /** What its name here is made of. */
  name: string;
  /** Its page there. */
  page: string;
  /** What whoever wants its files has to do there first. */
  gated?: AssetGate;
  spec: AssetSpec;
  /** Address of a file that says more of it. */
  more?: string;
  /** Changes when the entry does. */
  stamp: string;
}

/** A page of a list of entries. */
export interface ExternalPage {
  entries: ExternalEntry[];
  /** Of the next page. */
  next?: string;
  /** How many of each other kind it has, which are not shown. */
  others?: Record<string, number>;
}

/** What the answers of a catalogue are read with. */
export interface ExternalAnswer {
  value: unknown;
  url: string;
  /** As RFC 8288 has it. */
  link?: string | string[];
}

/** More of an entry: what only reading its own files tells. */
export interface ExternalDetails {
  spec: AssetSpec;
  /** Markdown. */
  documentation?: string;
  /** Id of the shared manifest that launches it. */
  manifest?: string;
}

/**
 * How one catalogue is read, by its published interface. An adapter turns
 * answers into entries; what is asked when, and again, is not its business. It
 * trusts nothing: what is not as published is left out, entry by entry.
 */
export interface ExternalCatalogue {
  /** What people call it. */
  title: string;
  kind: AssetKind;
  /** Where its lists begin. */
  lists: string[];
  /** @throws where it is no such list at all. */
  page(answer: ExternalAnswer): ExternalPage;
  /** Asked for each entry that is new or has changed. */
  details(
    entry: ExternalEntry,
    reader: { text(address: string): Promise<string | undefined> },
  ): Promise<ExternalDetails>;
}
