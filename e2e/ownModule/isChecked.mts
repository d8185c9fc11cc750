import { expect, it } from 'vitest';
import { inEveryLook } from '../support/looks.mts';
import { cloneOf, pushFile, type Clone, type Site } from './site.mts';

const CODE = 'src/leaf_counter/__init__.py';
/** While nothing goes on, the page asks every 30 s; then it is checked. */
const FOLLOWED = { timeout: 90_000 };

/** Pushes with Git, and the pages of the module that follow them. */
export function isChecked(site: () => Site, modulePage: () => string): void {
  let clone: Clone;

  const card = () => site().ada.page.getByRole('region', { name: 'Checks' });
  /** The line of a commit in the card. */
  const runOf = (commit: string) =>
    card().getByRole('link', {
      name: `${commit.slice(0, 7)} on main, checked by The portal`,
    });
  const says = (commit: string, state: string) =>
    runOf(commit)
      .locator('..')
      .getByText(state, { exact: true })
      .waitFor(FOLLOWED);

  it('is checked from its first commit, and its page says so by itself', async () => {
    // Nobody has loaded it again since it was made.
    await card().getByText('Passed').first().waitFor(FOLLOWED);
  });

  it('is checked when I push, and its page says what has failed, and where in its log', async () => {
    const { page } = site().ada;
    clone = await cloneOf(site(), 'leaf-counter');
    const commit = await pushFile(clone, CODE, 'leaves = = 3\n');
    await says(commit, 'Failed');
    await card()
      .getByText(/^Its forge told of something last on/)
      .waitFor();
    await inEveryLook(page, 'checks-failed', card());
    await runOf(commit).click();
    await page.getByRole('button', { name: 'Log of code' }).click();
    await page.getByText('SyntaxError: invalid syntax').waitFor();
    await inEveryLook(page, 'checks-log');
  });

  it('is well again with the next push, on its page and in the badge of its README', async () => {
    const { page } = site().ada;
    await page.goto(modulePage());
    const commit = await pushFile(clone, CODE, 'leaves = 3\n');
    await says(commit, 'Passed');
    await page.getByRole('button', { name: 'Badges' }).click();
    const badge = page.getByRole('img', { name: 'Checks' });
    const answer = await fetch((await badge.getAttribute('src'))!);
    expect(await answer.text()).toContain('checks: passed');
    await inEveryLook(page, 'checks-badges');
    await page.keyboard.press('Escape');
  });
}
