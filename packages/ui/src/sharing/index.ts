export { SharedBadge, SharedNote, type SharedThing } from './SharedBadge';
export { Shares, type SharingTexts } from './Shares';
export type { SharesOfThing } from './useShares';
