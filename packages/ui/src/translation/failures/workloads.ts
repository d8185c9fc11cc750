import type { FailureText } from './types';

const OPERATOR = 'Ask who operates this portal.';

/** What workloads, their sites, files and snapshots refuse. */
export const workloads = {
  BAD_DOWNTIME: {
    title: 'A downtime cannot be at this time.',
    nextStep: 'Give a begin and a later end, which is not over yet.',
  },
  DOWNTIME_NOT_FOUND: {
    title: 'There is no such downtime to take back.',
    nextStep: 'What is over or was taken back stays as it is.',
  },
  ENDPOINT_NOT_FOUND: {
    title: 'The workload has no such address.',
    nextStep: 'Its page lists the addresses that it has.',
  },
  ENGINE_MISSING: {
    title: 'The engine that runs it is not installed.',
    nextStep: OPERATOR,
  },
  ENGINE_UNREACHABLE: {
    title: 'The engine does not answer.',
    nextStep: 'Try again in a moment; what runs goes on.',
  },
  NO_SECRETS_KEPT: {
    title: 'This portal keeps no secrets.',
    nextStep: 'Launch it without values of secrets.',
  },
  SECRET_NEEDED: {
    title: 'You do not keep a secret that it needs.',
    nextStep: 'Make it on the page Secrets, or give its value for this launch.',
  },
  WRONG_SECRETS: {
    title: 'It needs other secrets than were given.',
    nextStep: 'Give the values of those that its launch form names.',
  },
  NOTHING_TO_COPY_BACK: {
    title: 'There is nothing to copy back now.',
    nextStep:
      'Its page says under Storage how its storage does; what runs copies back when it ends.',
  },
  NO_SECOND_COPYING: {
    title: 'Its site copies back at the end alone.',
    nextStep: 'Take the files from its folder while they are there.',
  },
  NODE_AWAY: {
    title: 'The node of this workload does not answer.',
    nextStep:
      'Try again when it is back. To go on without it, restart the workload: it gets another node.',
  },
  FOREIGN_HOST: {
    title: 'The portal was opened at an address that is not its own.',
    nextStep: 'Open it at its own address.',
  },
  FILES_NOT_COPIED_BACK: {
    title: 'What it changed is not all in its storage.',
    nextStep:
      'Its page says under Storage what can be done. Or delete it and tick that you give those files up.',
  },
  GROUP_NOT_FOUND: {
    title: 'There is no such group of workloads.',
    nextStep: 'Look it up among your workloads.',
  },
  INVALID_PARAMETERS: {
    title: 'Some parameters do not fit.',
    nextStep: 'Change them and send it again.',
  },
  INVALID_VALUES: {
    title: 'Some values do not fit their fields.',
    nextStep: 'Change these fields and send it again.',
  },
  LIMIT_RESOURCES: {
    title: 'This is more than one workload of your tier may use.',
    nextStep: 'Ask for less. Your preferences say how to get another tier.',
  },
  LIMIT_WORKLOADS: {
    title: 'You have as many workloads as your tier allows at a time.',
    nextStep:
      'Stop or delete one. Your preferences say how to get another tier.',
  },
  TOOL_NOT_AGREED: {
    title: 'This tool cannot be launched here yet.',
    nextStep:
      'Its page says what the operator has to know, or what is missing.',
  },
  NOT_LAUNCHABLE: {
    title: 'It says nothing about how to launch it.',
    nextStep: 'Its author can add a manifest to its metadata.',
  },
  NO_SITE: {
    title: 'It can never run there.',
    nextStep: 'Ask for less, or take another site.',
  },
  NOTHING_TO_FOLLOW: {
    title: 'It cannot follow newer versions of its module.',
    nextStep: 'Launch it without a revision, or go on without following.',
  },
  NOTHING_TO_SNOOZE: {
    title: 'It is not stopped when nobody uses it.',
    nextStep: 'There is nothing to put off.',
  },
  QUOTA_EXCEEDED: {
    title: 'A quota has too little left for this.',
    nextStep: 'Stop one of your workloads, ask for less, or wait.',
  },
  QUOTA_TOO_SMALL: {
    title: 'A quota does not allow so much, however little of it is used.',
    nextStep: 'Ask for less, or ask who runs this portal for more.',
  },
  SNAPSHOTS_UNSUPPORTED: {
    title: 'No snapshots can be taken at its site.',
    nextStep: OPERATOR,
  },
  SNAPSHOT_MISMATCH: {
    title: 'The snapshot is of another module or tool.',
    nextStep: 'Launch that one, or take another snapshot.',
  },
  SNAPSHOT_NOT_FOUND: {
    title: 'There is no such snapshot.',
    nextStep: 'Yours are listed under My workloads.',
  },
  SNAPSHOT_NOT_READY: {
    title: 'The snapshot is not complete.',
    nextStep: 'Wait until it is, or take another.',
  },
  SNAPSHOT_QUOTA: {
    title: 'There is no room for another snapshot.',
    nextStep: 'Delete one that you no longer need.',
  },
  SNAPSHOT_OWNER_QUOTA: {
    title: 'Its owner has no room for another snapshot.',
    nextStep: 'Ask its owner to delete one.',
  },
  STATE_CONFLICT: {
    title: 'This is not possible in its present state.',
    nextStep: 'Wait until its state changes.',
  },
  TASK_NOT_FOUND: {
    title: 'The workload has no such task.',
    nextStep: 'Choose one of its tasks.',
  },
  TOO_MANY_LOG_STREAMS: {
    title: 'You follow too many logs at once.',
    nextStep: 'Close a page that follows a log, and try again.',
  },
  UNKNOWN_SITE: {
    title: 'There is no such site.',
    nextStep: 'Take another, or none: then it runs at the best one.',
  },
  UNKNOWN_STORAGE: {
    title: 'You have no such storage.',
    nextStep: 'Take another, or none.',
  },
  UNKNOWN_VARIANT: {
    title: 'It cannot be launched in this way.',
    nextStep: 'Take another way, or the usual one.',
  },
  WORKLOAD_NOT_FOUND: {
    title: 'There is no such workload.',
    nextStep: 'Yours are listed under My workloads.',
  },
} as const satisfies Record<string, FailureText>;

/** The same in Spanish: what happened, what to do. One that is missing does not compile. */
export const workloadsEs: Record<keyof typeof workloads, [string, string]> = {
  BAD_DOWNTIME: [
    'Una parada no puede ser en ese momento.',
    'Indique un comienzo y un final posterior que no haya pasado.',
  ],
  DOWNTIME_NOT_FOUND: [
    'No hay ninguna parada así que retirar.',
    'Lo que ha terminado o se ha retirado queda como está.',
  ],
  ENDPOINT_NOT_FOUND: [
    'La carga de trabajo no tiene esa dirección.',
    'Su página enumera las direcciones que tiene.',
  ],
  ENGINE_MISSING: [
    'El motor que la ejecuta no está instalado.',
    'Pregunte a quien opera este portal.',
  ],
  ENGINE_UNREACHABLE: [
    'El motor no responde.',
    'Reinténtelo dentro de un momento; lo que está en marcha sigue.',
  ],
  NO_SECRETS_KEPT: [
    'Este portal no guarda secretos.',
    'Láncela sin valores de secretos.',
  ],
  SECRET_NEEDED: [
    'No guarda un secreto que necesita.',
    'Créelo en la página Secretos, o indique su valor para este lanzamiento.',
  ],
  WRONG_SECRETS: [
    'Necesita otros secretos que los indicados.',
    'Indique los valores de los que nombra su formulario de lanzamiento.',
  ],
  NOTHING_TO_COPY_BACK: [
    'Ahora no hay nada que copiar de vuelta.',
    'Su página dice en Almacenamiento cómo está; lo que se ejecuta copia de vuelta al terminar.',
  ],
  NO_SECOND_COPYING: [
    'Su sitio copia de vuelta solo al final.',
    'Tome los ficheros de su carpeta mientras estén.',
  ],
  NODE_AWAY: [
    'El nodo de esta carga de trabajo no responde.',
    'Reinténtelo cuando vuelva. Para seguir sin él, reinicie la carga de trabajo: se le da otro nodo.',
  ],
  FOREIGN_HOST: [
    'El portal se ha abierto en una dirección que no es la suya.',
    'Ábralo en su propia dirección.',
  ],
  FILES_NOT_COPIED_BACK: [
    'No todo lo que cambió está en su almacenamiento.',
    'Su página dice en Almacenamiento qué se puede hacer. O elimínela y marque que renuncia a esos ficheros.',
  ],
  GROUP_NOT_FOUND: [
    'No hay ningún grupo de cargas de trabajo así.',
    'Búsquelo entre sus cargas de trabajo.',
  ],
  INVALID_PARAMETERS: [
    'Algunos parámetros no valen.',
    'Cámbielos y envíelo de nuevo.',
  ],
  INVALID_VALUES: [
    'Algunos valores no caben en sus campos.',
    'Cambie esos campos y envíelo de nuevo.',
  ],
  LIMIT_RESOURCES: [
    'Esto es más de lo que puede usar una carga de trabajo de su nivel.',
    'Pida menos. Sus preferencias dicen cómo conseguir otro nivel.',
  ],
  LIMIT_WORKLOADS: [
    'Ya tiene tantas cargas de trabajo como su nivel permite a la vez.',
    'Detenga o elimine alguna. Sus preferencias dicen cómo conseguir otro nivel.',
  ],
  TOOL_NOT_AGREED: [
    'Esta herramienta todavía no se puede lanzar aquí.',
    'Su página dice lo que el operador tiene que saber, o lo que falta.',
  ],
  NOT_LAUNCHABLE: [
    'No dice nada de cómo lanzarlo.',
    'Su autor puede añadir un manifiesto a sus metadatos.',
  ],
  NO_SITE: [
    'Allí no podrá ejecutarse nunca.',
    'Pida menos o elija otro sitio.',
  ],
  NOTHING_TO_FOLLOW: [
    'No puede seguir versiones más nuevas de su módulo.',
    'Láncela sin revisión, o siga sin ellas.',
  ],
  NOTHING_TO_SNOOZE: [
    'No se detiene cuando nadie la usa.',
    'No hay nada que aplazar.',
  ],
  QUOTA_EXCEEDED: [
    'A una cuota le queda demasiado poco para esto.',
    'Detenga alguna de sus cargas de trabajo, pida menos o espere.',
  ],
  QUOTA_TOO_SMALL: [
    'Una cuota no permite tanto, por poco que se use de ella.',
    'Pida menos, o pida más a quien opera este portal.',
  ],
  SNAPSHOTS_UNSUPPORTED: [
    'En su sitio no se pueden hacer instantáneas.',
    'Pregunte a quien opera este portal.',
  ],
  SNAPSHOT_MISMATCH: [
    'La instantánea es de otro módulo o herramienta.',
    'Lance ese, o haga otra instantánea.',
  ],
  SNAPSHOT_NOT_FOUND: [
    'No hay ninguna instantánea así.',
    'Las suyas están en Mis cargas de trabajo.',
  ],
  SNAPSHOT_NOT_READY: [
    'La instantánea no está completa.',
    'Espere a que lo esté, o haga otra.',
  ],
  SNAPSHOT_QUOTA: [
    'No queda sitio para otra instantánea.',
    'Elimine alguna que ya no necesite.',
  ],
  SNAPSHOT_OWNER_QUOTA: [
    'A su dueño no le queda sitio para otra instantánea.',
    'Pídale que elimine alguna.',
  ],
  STATE_CONFLICT: [
    'Esto no es posible en su estado actual.',
    'Espere a que cambie de estado.',
  ],
  TASK_NOT_FOUND: [
    'La carga de trabajo no tiene esa tarea.',
    'Elija una de sus tareas.',
  ],
  TOO_MANY_LOG_STREAMS: [
    'Está siguiendo demasiados registros a la vez.',
    'Cierre una página que siga un registro y reinténtelo.',
  ],
  UNKNOWN_SITE: [
    'No hay ningún sitio así.',
    'Elija otro, o ninguno: entonces se ejecuta en el mejor.',
  ],
  UNKNOWN_STORAGE: [
    'No tiene ningún almacenamiento así.',
    'Elija otro, o ninguno.',
  ],
  UNKNOWN_VARIANT: [
    'No se puede lanzar de esta manera.',
    'Elija otra manera, o la habitual.',
  ],
  WORKLOAD_NOT_FOUND: [
    'No hay ninguna carga de trabajo así.',
    'Las suyas están en Mis cargas de trabajo.',
  ],
};
