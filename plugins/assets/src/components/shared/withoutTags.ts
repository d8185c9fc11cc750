const code = /(^ {0,3}```[^]*?^ {0,3}```|`[^`\n]*`)/m;

/**
 * HTML in a description, which is Markdown: pictures and links stand as those
 * of Markdown, so that the page decides what becomes of them; of other tags
 * only what is between them stays. Code is left as it is written.
 */
export function withoutTags(markdown: string): string {
  return markdown
    .split(code)
    .map((part, at) => (at % 2 === 0 ? plain(part) : part))
    .join('');
}

const comment = /<!--[^]{0,5000}?-->/g;
const picture = /<img\b([^<>]{0,5000})>/gi;
const link = /<a\b([^<>]{0,5000})>([^<]{0,5000})<\/a\s*>/gi;
/** Not `<https://…>` nor `a < b`: a name of HTML stands right behind the sign. */
const tag =
  /<\/?(?:a|abbr|b|big|blockquote|br|button|center|cite|code|dd|details|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|kbd|li|mark|ol|p|picture|pre|s|script|small|source|span|strong|style|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|video)(?:[\s/][^<>]{0,5000})?>/gi;

function plain(text: string): string {
  return text
    .replace(comment, '')
    .replace(picture, (_tag, attributes: string) => {
      const src = address(attributes, 'src');
      const alt = attribute(attributes, 'alt') ?? '';
      return src ? `![${label(alt)}](<${src}>)` : '';
    })
    .replace(link, (_tag, attributes: string, content: string) => {
      const href = address(attributes, 'href');
      return href ? `[${label(content)}](<${href}>)` : content;
    })
    .replace(tag, '');
}

function label(text: string): string {
  return text.trim().replace(/[[\]\\]/g, '\\$&');
}

function address(attributes: string, name: string): string | undefined {
  const found = attribute(attributes, name)?.trim();
  return found && /^https?:\/\/\S+$/i.test(found) ? found : undefined;
}

function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(
    `(?:^|[\\s,])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"']+))`,
    'i',
  ).exec(attributes);
  return found?.slice(1).find(value => value !== undefined);
}
