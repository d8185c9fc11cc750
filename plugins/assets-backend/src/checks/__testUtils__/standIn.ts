/**
 * Checks and serves a module as the shipped manifest does, without Python's packages: it is
 * fetched from its forge, and its own scripts say what of it is well, and answer.
 */
export const standIn = `form:
  type: object
  properties:
    general:
      title: General
      type: object
      properties:
        revision: { title: Commit, type: string, default: '', x-revision: true }
workload:
  tasks:
    - name: api
      role: main
      command:
        - sh
        - -ec
        - |
          cd "$3"
          test -d source || git clone --quiet "$1" source
          cd source
          git fetch --quiet
          git checkout --quiet "$2"
          exec sh ./serve.sh "$4"
        - serve
        - \${{ asset.links.sourceCode }}
        - \${{ form.general.revision }}
        - \${{ folder.work }}
        - \${{ port.web }}
      ports: [{ name: web }]
      resources: { cpuCores: 1, memoryBytes: 134217728, diskBytes: 10485760 }
      health: { port: web, path: /, strict: true, startSeconds: 60 }
  endpoints:
    - { name: web, port: web, protocol: http, access: owner }
  lifetime: { kind: service }
variants:
  check:
    title: Checks
    form:
      type: object
      properties:
        general:
          title: General
          type: object
          properties:
            title: { title: Title, type: string, default: Checks }
            revision: { title: Commit, type: string, default: '' }
    workload:
      tasks:
        - name: job
          role: main
          command:
            - sh
            - -ec
            - |
              cd "$3"
              git clone --quiet "$1" source
              cd source
              git checkout --quiet "$2"
              sh ./check.sh "$3/artefacts"
            - check
            - \${{ asset.links.sourceCode }}
            - \${{ form.general.revision }}
            - \${{ folder.work }}
          files:
            - path: artefacts/.keep
              content: ''
          resources: { cpuCores: 1, memoryBytes: 268435456, diskBytes: 104857600 }
      lifetime: { kind: batch }
`;

/** What a module's script says, and how long it takes. */
export function scriptOf(
  status: 'passed' | 'failed',
  { seconds = 0, log = 'All leaves are counted' } = {},
): string {
  const checks = [{ name: 'style', status, seconds: 1.5, log: 'style.log' }];
  return `echo '${log}' > "$1/style.log"
sleep ${seconds}
echo '${JSON.stringify({ checks })}' > "$1/checks.json"
`;
}

/** Serves all of its repository. */
export const serving = 'exec python3 -m http.server --bind 127.0.0.1 "$1"\n';
