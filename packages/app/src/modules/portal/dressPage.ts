import type { Portal } from '@astrolabe/plugin-communities-common';

/** What is not drawn by React: the browser's tab, and the title that every page reads. */
export function dressPage({ title, logos }: Portal): void {
  document.title = title;
  overrideConfig({ app: { title } });
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!icon || !logos) return;
  icon.removeAttribute('type');
  icon.href = logos.light;
}

/** Backstage reads what stands in such elements as further configuration. */
function overrideConfig(data: object): void {
  const element = document.createElement('script');
  element.type = 'backstage.io/config';
  element.textContent = JSON.stringify([{ context: 'portal', data }]);
  document.head.append(element);
}
