// Reads declarative pipelines as Jenkins does: by the same Groovy, and with no other
// words than those that its handbook gives to each section. Says what is in them.
import groovy.json.JsonOutput

class Words {
  static final STEPS = ['sh', 'echo', 'archiveArtifacts', 'junit', 'checkout', 'dir',
    'withCredentials', 'withEnv', 'timeout', 'retry', 'script', 'stash', 'unstash', 'catchError']
  static final WHENS = ['always', 'changed', 'fixed', 'regression', 'aborted', 'failure',
    'success', 'unstable', 'unsuccessful', 'cleanup']
  /** What may stand in a section; values of one without any are told as they are. */
  static final IN = [
    file: ['pipeline'],
    pipeline: ['agent', 'environment', 'options', 'parameters', 'triggers', 'tools', 'stages', 'post'],
    agent: ['docker', 'dockerfile', 'node', 'kubernetes', 'label', 'any', 'none'],
    docker: ['image', 'args', 'label', 'reuseNode', 'registryUrl', 'registryCredentialsId', 'alwaysPull'],
    stages: ['stage'],
    parallel: ['stage'],
    stage: ['agent', 'environment', 'options', 'tools', 'input', 'when', 'steps', 'stages', 'parallel', 'failFast', 'post'],
    post: WHENS,
    steps: STEPS,
  ] + WHENS.collectEntries { [it, STEPS] }
  /** Of these one has to be there. */
  static final NEEDED = [file: [['pipeline']], pipeline: [['agent'], ['stages']], stages: [['stage']],
    stage: [['steps', 'stages', 'parallel']], docker: [['image']]]
}

class Section {
  String kind
  List holds = []

  def methodMissing(String name, args) {
    if (!(name in Words.IN[kind])) throw new IllegalArgumentException("'$name' does not belong into '$kind'")
    def body = args.find { it instanceof Closure }
    def said = args.findAll { !(it instanceof Closure) }
    def entry = [name: name, said: said]
    if (body) entry.holds = Section.read(name, body)
    holds << entry
  }

  /** A variable of the environment. */
  def propertyMissing(String name) {
    if (name in (Words.IN[kind] ?: [])) { holds << [name: name, said: []]; return null }
    "\$$name".toString()
  }

  def propertyMissing(String name, value) {
    if (kind != 'environment') throw new IllegalArgumentException("'$name =' does not belong into '$kind'")
    holds << [name: name, said: [value.toString()]]
  }

  static List read(String kind, Closure body) {
    def section = new Section(kind: kind)
    body.delegate = section
    body.resolveStrategy = Closure.DELEGATE_ONLY
    body()
    (Words.NEEDED[kind] ?: []).each { any ->
      if (!section.holds.any { it.name in any }) throw new IllegalArgumentException("'$kind' lacks '${any.join("' or '")}'")
    }
    section.holds
  }
}

println JsonOutput.toJson(args.collect { file ->
  try {
    [holds: Section.read('file', new GroovyShell().evaluate("{ -> ${new File(file).text}\n}") as Closure)]
  } catch (Exception | Error problem) {
    [problem: "${problem.message}".toString()]
  }
})
