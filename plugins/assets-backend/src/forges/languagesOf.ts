import type { AssetLanguage } from '@astrolabe/plugin-assets-common';

/** Amounts of code, by language, as shares of all; the most first. */
export function languagesOf(
  amounts: Record<string, number> = {},
): AssetLanguage[] {
  const found = Object.entries(amounts).filter(
    ([, amount]) => Number.isFinite(amount) && amount > 0,
  );
  const all = found.reduce((sum, [, amount]) => sum + amount, 0);
  return found
    .sort(([, one], [, other]) => other - one)
    .map(([name, amount]) => ({
      name,
      share: Math.round((amount / all) * 1000) / 1000,
    }));
}
