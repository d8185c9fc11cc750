/** Where one asks to be of a tier in a community. @public */
export function askForAccessPath(wish: {
  community: string;
  tier: string;
}): string {
  const { community, tier } = wish;
  return `/access?${new URLSearchParams({ community, tier })}`;
}
