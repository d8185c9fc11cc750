/** From now on this browser is at the portal of another community, on the same page. */
export function switchCommunity(id: string): void {
  const { pathname, search } = window.location;
  window.location.assign(`/c/${encodeURIComponent(id)}${pathname}${search}`);
}
