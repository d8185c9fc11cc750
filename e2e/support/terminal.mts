import type { Page } from 'playwright-core';

/**
 * Opens a terminal on the page of a workload, types a line, and waits for what
 * comes of it. What a screen reader is told is what is looked at.
 */
export async function typeInTerminal(
  page: Page,
  { line, answer }: { line: string; answer: string },
): Promise<void> {
  await page.getByRole('button', { name: /Open (a|another)/ }).click();
  const terminal = page.getByRole('group', { name: /^Terminal in/ });
  await terminal.getByRole('textbox').waitFor();
  const shown = terminal.getByRole('list');
  // The prompt: what is typed before it would be shown twice.
  await shown.getByText(/[#$]/).first().waitFor({ timeout: 20_000 });
  await page.keyboard.type(`${line}\n`);
  await shown.getByText(answer).first().waitFor({ timeout: 20_000 });
}
