import { signInProblems } from '@astrolabe/plugin-communities-common';

export type Problem = (typeof signInProblems)[number];

const PROBLEM = 'sign-in';
const PROVIDER = 'provider';

/** What the address of the page says of a sign-in that came to nothing. */
export function problemIn(
  search: string,
): { problem: Problem; provider: string } | undefined {
  const query = new URLSearchParams(search);
  const problem = signInProblems.find(each => each === query.get(PROBLEM));
  return problem && { problem, provider: query.get(PROVIDER) ?? '' };
}

/** Where a sign-in begins that comes back to this page. */
export function startUrl(options: {
  /** Of the room of communities. */
  baseUrl: string;
  provider: string;
  page: Pick<Location, 'pathname' | 'search' | 'hash'>;
  /** Asks who it is although the provider knows somebody already. */
  asSomebodyElse?: boolean;
}): string {
  const { baseUrl, provider, page, asSomebodyElse } = options;
  const query = new URLSearchParams(page.search);
  if (query.has(PROBLEM)) {
    query.delete(PROBLEM);
    query.delete(PROVIDER);
  }
  const kept = query.size > 0 ? `?${query}` : '';
  const asked = new URLSearchParams({
    return: page.pathname + kept + page.hash,
    ...(asSomebodyElse && { prompt: 'login' }),
  });
  return `${baseUrl}/v1/sign-in/${provider}/start?${asked}`;
}
