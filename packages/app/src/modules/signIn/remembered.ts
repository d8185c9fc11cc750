const KEY = 'astrolabe.demo-person';

/** Who signed in last in this browser, so that a reload keeps them signed in. */
export const remembered = {
  get: (): string | undefined => localStorage.getItem(KEY) ?? undefined,
  set: (person: string): void => localStorage.setItem(KEY, person),
  forget: (): void => localStorage.removeItem(KEY),
};
