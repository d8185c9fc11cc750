import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../scripts/lib/process.mjs';

/**
 * Keeps a picture of a page in the folder that ASTROLABE_PICTURES names, such
 * as docs/images; else nowhere, so that a test run leaves the checkout as it was.
 */
export async function picture(page: Page, name: string): Promise<void> {
  const wanted = process.env.ASTROLABE_PICTURES;
  if (!wanted) return;
  const folder = path.resolve(root, wanted);
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
