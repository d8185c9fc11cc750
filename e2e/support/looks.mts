import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeProblems } from './browser.mts';
import { picture } from './picture.mts';

/** How a page is looked at. */
export const looks = [
  { look: 'light', dark: false, width: 1280 },
  { look: 'dark', dark: true, width: 1280 },
  { look: 'narrow', dark: false, width: 320 },
];

/** Keeps a picture; there is nothing for axe to find, nothing beyond the edge. */
export async function canBeUsed(page: Page, name: string): Promise<void> {
  await untilColoursRest(page);
  await picture(page, name);
  let problems = await axeProblems(page);
  // Halfway to another state is looked at again; what stays is a problem.
  for (let times = 0; problems.length > 0 && times < 3; times++) {
    await page.waitForTimeout(500);
    problems = await axeProblems(page);
  }
  // Said in the message: that is all the end of a long log shows.
  expect(problems, problems.join('\n')).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
}

/** The same page in each of them, as it is, or where something is in sight. */
export async function inEveryLook(
  page: Page,
  name: string,
  inSight?: Locator,
): Promise<void> {
  const before = page.viewportSize()!;
  for (const { look, dark, width } of looks) {
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    await page.setViewportSize({ ...before, width });
    // A change of colours begins with the next picture.
    await page.evaluate(
      () => new Promise(resolve => requestAnimationFrame(resolve)),
    );
    await inSight?.scrollIntoViewIfNeeded();
    await canBeUsed(page, `${name}-${look}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(before);
}

/** Halfway from one colour to another, nothing can be read by right. */
function untilColoursRest(page: Page): Promise<unknown> {
  return page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(each => each instanceof CSSTransition)
        .map(({ finished }) => finished),
    ),
  );
}
