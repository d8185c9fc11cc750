import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../scripts/lib/process.mjs';

/**
 * Keeps a picture of a page: under docs/images when ASTROLABE_PICTURES=docs,
 * else nowhere, so that a test run leaves the checkout as it was.
 */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.ASTROLABE_PICTURES !== 'docs') return;
  const folder = path.join(root, 'docs/images');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
