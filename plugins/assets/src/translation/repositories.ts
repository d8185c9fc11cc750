/** What pages say of the repositories that modules and tools come from. */
export const register = {
  link: 'I have a repository already',
  title: 'Make a module or a tool of a repository',
  subtitle:
    'One that you may write to, with an ai4-metadata.yml, or the tool.yaml of a tool, on its default branch. From then on it is read in your name; nothing in it is changed.',
  none: 'Link the forge first that it is at: GitHub, GitLab, Gitea or Forgejo.',
  repository: 'Repository',
  help: 'Its address at the forge, or owner/name.',
  showsPrivate: 'Show it also while it is private',
  showsPrivateText:
    'Its description and README are then seen by everybody here; its code is not.',
  plan: 'What it would be',
  make: 'Put it into the catalogue',
  busy: 'Asking the forge',
  failed: 'It is not in the catalogue',
  wouldBe: 'Nothing is changed. It would be {{name}} in the catalogue.',
  done: '{{name}} is in the catalogue now',
  tool: 'Of a tool, the operator of this portal says whether it can be launched here. Its page says what they have to know.',
  branch: 'Branch {{branch}}',
  problems: 'What could be better in its metadata',
  page: 'Its page in the catalogue',
  mend: 'Propose what mends it',
  mending: 'What mends its metadata is proposed',
  mendingText:
    'Take it in at the forge. Then it can be put into the catalogue: press once more.',
} as const;

/** Of a project in the making. */
export const projectMetadata = {
  title: 'What its {{path}} says',
  none: 'There is nothing wrong with it.',
  count_one: 'One thing could be better.',
  count_other: '{{count}} things could be better.',
  mended_one: 'One was mended.',
  mended_other: '{{count}} were mended.',
  invalid:
    'With errors it becomes no module of the catalogue; a repository or a zip file it does.',
  mend: 'Mend what there is no doubt about',
  list: 'What could be better in its metadata',
} as const;

export const yours = {
  title: 'Its repository',
  mine: 'You put it here: it is read by what you have linked.',
  others: 'Somebody else put it here.',
  branch: 'Branch',
  trouble: 'It cannot be read now: {{reason}}.',
  open: 'Open it at the forge',
  failed: 'What you may do with its repository cannot be told now',
  withdraw: 'Take it out of the catalogue',
  withdrawTitle: 'Take {{name}} out of the catalogue?',
  withdrawText:
    'Nobody finds or launches it here any more. The repository stays at its forge as it is, and can be put here again.',
  withdrawNow: 'Take it out',
  withdrawing: 'Taking it out',
  withdrawFailed: 'It is still in the catalogue',
} as const;

/** Who has agreed that a tool of a repository runs here. */
export const trust = {
  title: 'May it be launched here?',
  awaited: 'Once the operator has agreed',
  awaitedText:
    'Somebody has written it in a repository of theirs, and nobody who runs this portal has looked at it. Ask them to: what they agree to is a commit.',
  snippet: 'What the operator adds to assets.trustedRepositories',
  given: 'Yes: the operator has agreed to it',
  unready: 'Not yet: the operator has agreed, but something is missing',
  commit: 'Commit',
  branch: 'Branch that is trusted',
  behind:
    'Its repository has gone on since. What is new runs once the operator has agreed to that commit.',
  missing: 'What is missing',
} as const;

export const propose = {
  title: 'Propose it to its repository',
  text: 'A commit on a branch of its own, and a request to take it into {{branch}} of {{url}}.',
  button: 'Propose the change',
  invalid: 'Mend the errors first: only what is valid is proposed.',
  unread:
    'Its repository cannot be read now: the text is that of the catalogue, and cannot be proposed',
  baseless: 'What is written here cannot be proposed',
  baselessText:
    'It was begun when its repository could not be read: proposed now, it could take back what others have changed since. Download it, read the file again, and change that.',
  planning: 'Asking the forge what it is now',
  name: 'What is changed, in one line',
  fields: 'What differs: {{fields}}.',
  words: 'What differs: comments or their order.',
  send: 'Propose it',
  again: 'Read it again, and lose what is written here',
  done: 'It is proposed',
  open: 'Open request {{number}} at the forge',
} as const;
