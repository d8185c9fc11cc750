/** An address that is a program. */
export const SCRIPT = `${'javascript'}:alert(1)`;

/**
 * One way to bring code into a page for each technique that OWASP's cheat sheet on
 * evading filters and PortSwigger's on cross-site scripting name; the texts are our own.
 */
export const attacks: [string, string][] = [
  ['a script', '<script>alert(1)</script>'],
  ['a script in pieces', '<scr<script>ipt>alert(1)</scr</script>ipt>'],
  ['a picture that fails', '<img src=x onerror=alert(1)>'],
  ['a drawing', '<svg/onload=alert(1)>'],
  [
    'a drawing with a link',
    `<svg><a xlink:href="${SCRIPT}"><text>x</text></a></svg>`,
  ],
  ['mathematics', `<math><mtext><mglyph><style><img src=x onerror=alert(1)>`],
  ['a frame', `<iframe src="${SCRIPT}"></iframe>`],
  [
    'a frame with its page in it',
    '<iframe srcdoc="<script>alert(1)</script>">',
  ],
  ['an object', `<object data="${SCRIPT}"></object><embed src="${SCRIPT}">`],
  [
    'a form',
    `<form action="${SCRIPT}"><button formaction="${SCRIPT}">x</button></form>`,
  ],
  ['a style', '<style>@import "https://evil.example/x.css"</style>'],
  [
    'a style of an element',
    '<p style="background:url(https://evil.example)">x</p>',
  ],
  ['another base', '<base href="https://evil.example/">'],
  [
    'a page that leads away',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  ],
  [
    'an element that opens by itself',
    '<details open ontoggle=alert(1)>x</details>',
  ],
  ['a field that takes the focus', '<input autofocus onfocus=alert(1)>'],
  ['a comment that is none', '<!--><img src=x onerror=alert(1)>-->'],
  ['a template', '<template><script>alert(1)</script></template>'],
  ['an element that is not closed', '<img src=x onerror="alert(1)'],
  ['another script in a link', `[x](${SCRIPT})`],
  ['large letters in a link', '[x](JaVaScRiPt:alert(1))'],
  ['a number for a letter', '[x](&#106;avascript:alert(1))'],
  ['a name for a colon', '[x](javascript&colon;alert(1))'],
  ['a tabulator in a link', '[x](java&Tab;script:alert(1))'],
  ['a new line in a link', '[x](<java\nscript:alert(1)>)'],
  ['a character before a link', '[x](\u0001javascript:alert(1))'],
  ['a link of its own scheme', '[x](vbscript:msgbox(1))'],
  ['a link that is a page', '[x](data:text/html,<script>alert(1)</script>)'],
  ['a link to a file', '[x](file:///etc/passwd)'],
  ['a link in brackets', `<${SCRIPT}>`],
  ['a link that is named elsewhere', `[x][y]\n\n[y]: ${SCRIPT}`],
  [
    'a title that breaks out',
    '[x](https://a.example "x\\" onmouseover=alert(1) y=\\"")',
  ],
  [
    'an address that breaks out',
    '[x](https://a.example/"onmouseover="alert(1))',
  ],
  ['a picture that is a script', `![x](${SCRIPT})`],
  ['a picture with code', '![x](data:image/svg+xml,<svg/onload=alert(1)>)'],
  [
    'a picture whose name breaks out',
    '![x" onerror="alert(1)](https://a.example/p.png)',
  ],
  ['a footnote', `[^1]\n\n[^1]: [x](${SCRIPT})`],
  ['a table', `| a |\n| - |\n| <img src=x onerror=alert(1)> [x](${SCRIPT}) |`],
  ['code that is none', '```"><img src=x onerror=alert(1)>\nx\n```'],
];
