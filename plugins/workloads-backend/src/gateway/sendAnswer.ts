import { createHash } from 'node:crypto';
import type {
  IncomingMessage,
  OutgoingHttpHeaders,
  ServerResponse,
} from 'node:http';
import type { Answer } from './answers';
import { preferredLanguage, type Language } from './language';
import { PASSWORD_PATH } from './Passes';

/** The portal's look, in what a page can bring with itself. */
const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif;background:light-dark(#f4f6fb,#10131f);color:light-dark(#14172b,#eceef8)}
body{max-width:36rem;margin:12vh auto 0;padding:0 1rem}
header{display:flex;gap:.6rem;align-items:center;margin-bottom:2rem;font-weight:700;color:light-dark(#3a3fbd,#a5abff)}
h1{font-size:1.5rem;line-height:1.25}h1,p{overflow-wrap:anywhere}
a{display:inline-block;min-height:24px;color:light-dark(#3a3fbd,#a5abff)}
h2{margin-top:2.5rem;font-size:1.125rem}
form{display:flex;gap:.5rem;flex-wrap:wrap;align-items:end}label{flex:1 1 12rem}
input,button{box-sizing:border-box;min-height:2.75rem;padding:.5rem .75rem;border:1px solid light-dark(#6a7090,#8a91b4);border-radius:.5rem;font:inherit;color:inherit;background:light-dark(#fff,#1a1e33)}
input{width:100%}button{border-color:transparent;color:light-dark(#fff,#10131f);background:light-dark(#3a3fbd,#a5abff);cursor:pointer}
a:focus-visible,input:focus-visible,button:focus-visible{outline:3px solid light-dark(#3a3fbd,#a5abff);outline-offset:2px}
.problem{width:100%;margin:0;color:light-dark(#a3122b,#ff9aa8)}
.said{padding:.75rem 1rem;border:1px solid light-dark(#d5d9e6,#3a4060);border-radius:.5rem}`;

const styleHash = createHash('sha256').update(style).digest('base64');

const sign = `<svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"><circle cx="16" cy="16" r="14"/><circle cx="16" cy="18.5" r="6"/><path d="M6.5 22.5 25.5 9.5"/><circle cx="16" cy="16" r="1.5" fill="currentColor"/></svg>`;

/** Says it as a page to a browser, in its language, and as JSON to a program. */
export function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
): void {
  const isPage = request.headers.accept?.includes('text/html') ?? false;
  const language = preferredLanguage(request.headers['accept-language']);
  const body = isPage ? pageOf(answer, language) : jsonOf(answer);
  const headers: OutgoingHttpHeaders = {
    'content-type': isPage
      ? 'text/html; charset=utf-8'
      : 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'`,
    'cache-control': 'no-store',
    // Not less: a form's POST would say of no origin that it comes from there.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  };
  if (answer.status === 401) headers['www-authenticate'] = 'Bearer';
  const wait = answer.refreshSeconds ?? answer.waitSeconds;
  if (wait) headers['retry-after'] = String(wait);
  response.writeHead(answer.status, headers);
  response.end(request.method === 'HEAD' ? undefined : body);
}

function pageOf(answer: Answer, language: Language): string {
  const { said, link, refreshSeconds, password } = answer;
  const title = escape(answer.title[language]);
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    refreshSeconds && `<meta http-equiv="refresh" content="${refreshSeconds}">`,
    `<title>${title} · Astrolabe</title><style>${style}</style>`,
  ];
  const main = [
    `<h1>${title}</h1>`,
    // Engines speak English.
    said && `<p class="said" lang="en">${escape(said)}</p>`,
    `<p role="status">${escape(answer.text[language])}</p>`,
    link &&
      `<p><a href="${escape(link.href)}">${escape(
        link.text[language],
      )}</a></p>`,
    password && formOf(password, language),
  ];
  const text = (parts: unknown[]) => parts.filter(Boolean).join('');
  return `<!doctype html><html lang="${language}"><head>${text(
    head,
  )}</head><body><header>${sign}Astrolabe</header><main>${text(
    main,
  )}</main></body></html>\n`;
}

const words = {
  heading: {
    en: 'Were you given a password?',
    es: '¿Le han dado una contraseña?',
  },
  label: { en: 'Password', es: 'Contraseña' },
  enter: { en: 'Open', es: 'Abrir' },
};

/** On every page that refuses: it must not tell what there is. */
function formOf(
  { problem }: NonNullable<Answer['password']>,
  language: Language,
): string {
  const say = (text: keyof typeof words) => escape(words[text][language]);
  const input = `<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="128"${
    problem ? ' aria-invalid="true" aria-describedby="problem"' : ''
  }>`;
  const note = problem
    ? `<p class="problem" id="problem" role="alert">${escape(
        problem[language],
      )}</p>`
    : '';
  return `<h2>${say(
    'heading',
  )}</h2><form method="post" action="${PASSWORD_PATH}">${note}<label for="password">${say(
    'label',
  )}${input}</label><button>${say('enter')}</button></form>`;
}

/** The same shape as the portal's errors, and in English like them. */
function jsonOf({ status, code, title, text, said, link }: Answer): string {
  return JSON.stringify({
    error: {
      name: 'GatewayError',
      message: title.en,
      code,
      cause: [said, text.en].filter(Boolean).join(' '),
      ...(link && { nextStep: `${link.text.en}: ${link.href}` }),
    },
    response: { statusCode: status },
  });
}

function escape(text: string): string {
  return text.replace(
    /[&<>"']/g,
    character => `&#${character.codePointAt(0)};`,
  );
}
