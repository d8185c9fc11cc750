import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn, type Session } from './support/browser.mts';
import { inEveryLook } from './support/looks.mts';
import { sharedUrl } from './support/sharedPortal.mts';

describe('programs that work for a person', () => {
  const url = sharedUrl;
  let session: Session;
  let page: Page;

  beforeAll(async () => {
    session = await openBrowser();
    ({ page } = session);
    await signIn(page, 'Ada Fuller');
  });

  afterAll(() => session?.close());

  const meBy = (token: string) =>
    fetch(`${url}/api/communities/v1/me`, {
      headers: { authorization: `Bearer ${token}` },
    });

  it('get an access token that is shown once, until it is revoked', async () => {
    await page.goto(`${url}/access-tokens`);
    await page.getByRole('button', { name: 'New token' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What is it for?').fill('Nightly');
    await dialog.getByText(/^See who I am/).click();
    await page.waitForTimeout(500);
    await inEveryLook(page, 'token-new');
    await dialog.getByRole('button', { name: 'Make it' }).click();
    const token = await dialog.locator('pre').textContent();
    expect((await meBy(token!)).status).toBe(200);
    await dialog.getByRole('button', { name: 'Done' }).click();
    const revoke = page.getByRole('button', { name: 'Revoke Nightly' });
    await revoke.waitFor();
    await inEveryLook(page, 'tokens');
    await revoke.click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Revoke' })
      .click();
    await revoke.waitFor({ state: 'detached' });
    expect((await meBy(token!)).status).toBe(401);
  });

  it('are let in on a page, where one sees what they want', async () => {
    const asked = await fetch(`${url}/api/communities/v1/device`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        client: 'astrolabe on lab-7',
        scopes: ['communities:read', 'workloads:read'],
      }),
    });
    const login = await asked.json();
    await page.goto(`${url}/device?code=${login.userCode}`);
    await page.getByText('“astrolabe on lab-7” asks').waitFor();
    await inEveryLook(page, 'device');
    await page.getByRole('button', { name: 'Let it in' }).click();
    await page.getByText(/^It is in/).waitFor();
    const answer = await fetch(`${url}/api/communities/v1/device/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ deviceCode: login.deviceCode }),
    });
    const { token } = await answer.json();
    expect((await meBy(token)).status).toBe(200);
  });

  it('have secrets, which are kept once and shown to nobody', async () => {
    await page.goto(`${url}/secrets`);
    await page.getByRole('button', { name: 'New secret' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Name/).fill('hugging-face');
    await dialog.getByLabel(/^Value/).fill('hf_of_a_journey');
    await page.waitForTimeout(500);
    await inEveryLook(page, 'secret-new');
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await dialog.waitFor({ state: 'detached' });
    const remove = page.getByRole('button', { name: 'Delete hugging-face' });
    await remove.waitFor();
    await inEveryLook(page, 'secrets');
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    );
    expect(kept + (await page.content())).not.toContain('hf_of_a_journey');
    await page.getByRole('button', { name: 'History of hugging-face' }).click();
    await dialog.getByText(/Made by/).waitFor();
    await inEveryLook(page, 'secret-history');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await remove.click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await remove.waitFor({ state: 'detached' });
  });

  it('and the person are in the audit log', async () => {
    const cell = page.getByRole('cell', { name: /device-approve/ });
    const nothing = page.getByText('Nothing of this kind');
    // Entries are written a little later.
    const look = async () => {
      await page.goto(`${url}/audit?event=device-approve`);
      await cell.or(nothing).first().waitFor({ timeout: 60_000 });
      return cell.count();
    };
    await expect
      .poll(look, { timeout: 120_000, interval: 1000 })
      .toBeGreaterThan(0);
    await inEveryLook(page, 'audit');
  });
});
