import type { Page } from 'playwright-core';

/** Waits until the page of a workload says this state; the time line may have held it before. */
export async function reachesState(
  page: Page,
  state: string,
  timeout = 60_000,
): Promise<void> {
  await page
    .getByRole('region', { name: /^(State|Estado)$/ })
    .getByText(state, { exact: true })
    .first()
    .waitFor({ timeout });
}

/** Presses a button that asks first, and says yes. */
export async function pressAndConfirm(
  page: Page,
  action: string,
): Promise<void> {
  await page
    .getByRole('button', { name: new RegExp(`^${action}`) })
    .first()
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: action, exact: true })
    .click();
}

/** Launches what the form is filled in for, and waits until it runs. */
export async function deployed(page: Page): Promise<string> {
  await page.getByText('Can start now').first().waitFor();
  await page.getByRole('button', { name: 'Deploy', exact: true }).click();
  await page.waitForURL(/\/workloads\/[0-9a-f-]{36}/);
  await reachesState(page, 'Running');
  return page.url();
}
