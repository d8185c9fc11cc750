const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** `1610612736` → `1.5 GiB`, in Spanish `1,5 GiB`. @public */
export function formatBytes(bytes: number, locale: string): string {
  const power =
    bytes < 1
      ? 0
      : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const value = bytes / 1024 ** power;
  const number = new Intl.NumberFormat(locale, {
    maximumFractionDigits: value < 10 ? 1 : 0,
    useGrouping: false,
  });
  return `${number.format(value)} ${units[power]}`;
}

/** A figure for people, with at most one decimal. @public */
export function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(
    value,
  );
}

/** `93` → `1 min 33 s`; the two largest units. @public */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts: [number, string][] = [
    [Math.floor(whole / 86400), 'd'],
    [Math.floor((whole % 86400) / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'min'],
    [whole % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** An instant (ISO 8601) in the reader's language and time zone; a bare day stays a day. @public */
export function formatInstant(
  iso: string,
  locale?: string,
  options: { withSeconds?: boolean } = {},
): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(iso);
  const date = new Date(isDay ? `${iso}T00:00:00Z` : iso);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(
    locale,
    isDay
      ? { dateStyle: 'medium', timeZone: 'UTC' }
      : {
          dateStyle: 'medium',
          timeStyle: options.withSeconds ? 'medium' : 'short',
        },
  ).format(date);
}
