/** Whether an address leads nowhere from another machine. */
export function isLoopback(address: string): boolean {
  const { hostname } = new URL(address);
  return /^(localhost|127\.|\[::1\])/.test(hostname);
}
