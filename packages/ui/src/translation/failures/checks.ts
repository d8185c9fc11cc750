import type { FailureText } from './types';

/** What checks of modules refuse. */
export const checks = {
  REPOSITORY_UNKNOWN: {
    title: 'No repository of this module was made or registered here.',
    nextStep: 'Register its repository, or begin one here.',
  },
  REVISION_UNKNOWN: {
    title: 'The repository has no such branch or commit.',
    nextStep: 'Name a branch, or a commit with all 40 digits.',
  },
  CHECK_RUN_UNKNOWN: {
    title: 'There is no such run of the checks.',
    nextStep: 'Take one from the list: the newest are kept.',
  },
  CHECK_LOG_UNKNOWN: {
    title: 'There is no log of this check.',
    nextStep: 'Look at the run: it says which of its checks have one.',
  },
  CHECK_FILE_UNKNOWN: {
    title: 'These checks have left no such file.',
    nextStep: 'Take one of those that their page names.',
  },
  CHECK_RUNNER_AWAY: {
    title: 'What checks it does not answer, so its log cannot be had now.',
    nextStep: 'Try again in a while; logs of what has ended are kept here.',
  },
  CHECKS_WAITING: {
    title: 'Checks of this module are waiting already.',
    nextStep: 'Wait for them, or stop their workloads.',
  },
  NO_CHECK_RUNNER: {
    title: 'Nothing here can check this repository.',
    nextStep: 'Ask who operates this portal for another runner.',
  },
  HOOK_UNKNOWN: {
    title: 'There is no such hook.',
    nextStep: 'Remove it at the forge.',
  },
  HOOK_SIGNATURE: {
    title: 'The signature of the hook does not fit.',
    nextStep: 'Remove the hook at the forge: this portal makes another.',
  },
} as const satisfies Record<string, FailureText>;

/** The same in Spanish. */
export const checksEs: Record<keyof typeof checks, [string, string]> = {
  REPOSITORY_UNKNOWN: [
    'Ningún repositorio de este módulo se creó ni se registró aquí.',
    'Registre su repositorio, o empiece uno aquí.',
  ],
  REVISION_UNKNOWN: [
    'El repositorio no tiene esa rama ni ese commit.',
    'Nombre una rama, o un commit con sus 40 cifras.',
  ],
  CHECK_RUN_UNKNOWN: [
    'No hay tal ejecución de las comprobaciones.',
    'Tome una de la lista: se guardan las más recientes.',
  ],
  CHECK_LOG_UNKNOWN: [
    'No hay registro de esta comprobación.',
    'Mire la ejecución: dice cuáles de sus comprobaciones lo tienen.',
  ],
  CHECK_FILE_UNKNOWN: [
    'Estas comprobaciones no han dejado tal fichero.',
    'Tome uno de los que nombra su página.',
  ],
  CHECK_RUNNER_AWAY: [
    'Lo que lo comprueba no responde, y ahora no se puede obtener su registro.',
    'Inténtelo dentro de un rato; los registros de lo terminado se guardan aquí.',
  ],
  CHECKS_WAITING: [
    'Ya hay comprobaciones de este módulo en espera.',
    'Espere a que terminen, o detenga sus cargas de trabajo.',
  ],
  NO_CHECK_RUNNER: [
    'Nada de aquí puede comprobar este repositorio.',
    'Pida otro medio a quien opera este portal.',
  ],
  HOOK_UNKNOWN: ['No hay tal enganche.', 'Elimínelo en la forja.'],
  HOOK_SIGNATURE: [
    'La firma del enganche no corresponde.',
    'Elimine el enganche en la forja: este portal crea otro.',
  ],
};
