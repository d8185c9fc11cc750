/** What the gateway says in the place of an endpoint. */
export interface GatewayPage {
  status: number;
  code: string;
  title: string;
  text: string;
  /** Where to go on. */
  link?: { href: string; text: string };
  /** Ask again after so many seconds. */
  refreshSeconds?: number;
}

/** A page without scripts, in the reader's light or dark. */
export function renderPage(page: GatewayPage): string {
  const refresh = page.refreshSeconds
    ? `<meta http-equiv="refresh" content="${page.refreshSeconds}">`
    : '';
  const link = page.link
    ? `<p><a href="${escape(page.link.href)}">${escape(page.link.text)}</a></p>`
    : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${refresh}
<title>${escape(page.title)}</title>
<style>
body { margin: 15vh auto; max-width: 36rem; padding: 0 1rem; font: 1.1rem/1.6 system-ui, sans-serif; }
</style>
</head>
<body>
<main>
<h1>${escape(page.title)}</h1>
<p>${escape(page.text)}</p>
${link}
</main>
</body>
</html>
`;
}

function escape(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
