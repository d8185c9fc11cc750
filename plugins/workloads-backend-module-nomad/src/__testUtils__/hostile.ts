import fc from 'fast-check';

/** What Nomad, HCL, a template, a shell, a path or a screen might read something into. */
export const nasty = [
  '${NOMAD_JOB_ID} ${node.unique.id} ${attr.kernel.name} ${HOME}',
  '$${HOME} %{ if true }x%{ endif } %%{x}',
  '{{ env "NOMAD_TOKEN" }} {{- with nomadVar "nomad/jobs" -}}{{ . }}{{ end }}',
  '[astrolabe-0[ env "HOME" ]astrolabe-0] [astrolabe-1[',
  '"}],"Driver":"raw_exec","Config":{"command":"/bin/sh"',
  'job "x" { group "y" { task "z" { driver = "raw_exec" } } }',
  '$(touch /tmp/astrolabe-owned) `id` ; rm -rf / && \'quote\' "double" \\',
  '../../../../etc/passwd %2e%2e%2f /dev/null',
  'line one\nline two\r\nKEY=value\n#comment\n\ttab',
  'ü 😀 \u202e right to left \u2028 line \u0007 bell \u001b[31m',
  ' leading and trailing ',
  '=',
  '',
  '\\u0041 \\n \\" \\\\',
  'x'.repeat(20_000),
  // Patterns that can be read in many ways take for ever over it.
  `a${'.-'.repeat(100)}!`,
];

export const text = fc.oneof(
  fc.constantFrom(...nasty),
  fc
    .array(
      fc.oneof(
        fc.constantFrom('${', '}', '{{', '}}', '%{', '"', "'", '\\', '\n', '$'),
        fc.string({ unit: 'grapheme', maxLength: 8 }),
      ),
      { maxLength: 12 },
    )
    .map(parts => parts.join('').replaceAll('\0', '')),
);

/** Leaves that are what somebody typed. */
const typed = [
  ...['EmbeddedTmpl', 'astrolabe', 'astrolabe_owner', 'image'],
  ...['Path', 'DestPath', 'command'],
];

/** The job as Nomad has it, without what a person may have typed and what time adds. */
export function structureOf(job: Record<string, unknown>, key = ''): unknown {
  if (Array.isArray(job)) {
    const isTyped = key === 'args';
    return job.map(item => (isTyped ? '*' : structureOf(item, key)));
  }
  if (job && typeof job === 'object') {
    return Object.fromEntries(
      Object.entries(job).map(([name, value]) => [
        name,
        structureOf(value as Record<string, unknown>, name),
      ]),
    );
  }
  const isTyped = typed.includes(key);
  const isAdded =
    /^(ID|Name|LeftDelim|RightDelim|.*Index|SubmitTime|Status|Stable)$/.test(
      key,
    );
  return isTyped || isAdded ? '*' : job;
}
