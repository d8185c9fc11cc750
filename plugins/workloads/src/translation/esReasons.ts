import type { reasonTexts } from '@astrolabe/plugin-workloads-common';
import { averias } from './esTroubles';

type Texts = typeof reasonTexts;

/** The same texts with other words: one that is missing does not compile. */
type Translated = {
  [Group in keyof Texts]: {
    [Name in keyof Texts[Group]]: {
      [Part in keyof Texts[Group][Name]]: string;
    };
  };
};

type Keys = {
  [Group in keyof Texts & string]: {
    [Name in keyof Texts[Group] &
      string]: `reasonText.${Group}.${Name}.${keyof Texts[Group][Name] &
      string}`;
  }[keyof Texts[Group] & string];
}[keyof Texts & string];

const LE_TOCARA =
  'Arranca cuando termine otra carga de trabajo. Detenga alguna que ya no necesite.';
const HABRA_SITIO =
  'Arranca cuando allí termine algo. O pida menos, u otro sitio.';
const OTRO_SITIO = 'Elija otro sitio o pregunte a quien opera este portal.';

const textos: Translated = {
  ...averias,
  'waiting-for-capacity': {
    recorded: { message: 'Está anotada y espera a su motor.' },
    silentStorage: {
      message:
        'Está anotada y espera a su motor. No se sabe si su almacenamiento funciona: {{accounts}} no contestó antes del lanzamiento.',
      nextStep:
        'Nada, si empieza. Si no se puede montar su almacenamiento, mírelo en la página Cuentas.',
    },
    looking: { message: 'Se le busca un nodo.' },
    lacking: {
      message:
        'Necesita {{needs}}; hay libres {{free}}. Cargas de trabajo que ocupan el resto: {{holders}}.',
      nextStep: LE_TOCARA,
    },
    turn: {
      message:
        'Espera su turno. Cargas de trabajo que llegaron antes: {{waiting}}.',
      nextStep: LE_TOCARA,
    },
    full: {
      message: 'A ningún nodo de {{site}} le queda bastante para ella.',
      nextStep: HABRA_SITIO,
    },
  },
  'preparing-environment': {
    installing: {
      message:
        'Se están instalando sus paquetes; las próximas veces arranca al momento.',
    },
    first: {
      message:
        'Primero se instalan sus paquetes; las próximas veces arranca al momento.',
    },
  },
  'pulling-image': {
    image: { message: 'Se está descargando la imagen «{{image}}».' },
    toNode: { message: 'Se está descargando su imagen en el nodo.' },
  },
  'starting-process': {
    starting: { message: 'Se está arrancando.' },
    restoring: { message: 'Se colocan los ficheros de su instantánea.' },
    preparing: { message: 'Se está preparando.' },
    taskFirst: { message: 'Primero se ejecuta su tarea «{{task}}».' },
    takenOver: { message: 'El nodo «{{node}}» se hace cargo de ella.' },
  },
  'waiting-for-health': {
    waiting: { message: 'Se ejecuta; se espera a que responda.' },
  },
  ready: { runs: { message: 'Se ejecuta.' } },
  'stopped-by-person': {
    stopping: { message: 'Se está deteniendo.' },
    stopped: { message: 'Se ha detenido.' },
    deleting: { message: 'Se está eliminando.' },
    kept: {
      message:
        'Se detuvo y no se eliminó: no todo lo que cambió se copió de vuelta a su almacenamiento.',
      nextStep:
        'Vea qué dice su almacenamiento. O elimínela y renuncie a esos ficheros.',
    },
  },
  'time-to-live-reached': {
    over: {
      message: 'Se le ha acabado el tiempo de vida.',
      nextStep: 'Reiníciela para tenerla otra vez el mismo tiempo.',
    },
  },
  idle: {
    stopping: {
      message: 'Nadie la ha usado desde hace mucho; se está deteniendo.',
    },
    stopped: {
      message: 'Nadie la había usado desde hacía mucho, así que se detuvo.',
      nextStep: 'Reiníciela cuando vuelva a necesitarla.',
    },
  },
  'ended-by-itself': {
    well: { message: 'Ha terminado por sí misma, sin errores.' },
    mainOnly: {
      message: 'Ha terminado; lo que viene después aún se ejecuta.',
    },
  },
  restarting: {
    again: {
      message: '{{reason}} Se arranca de nuevo dentro de {{seconds}} s.',
    },
    stopping: { message: 'Se está deteniendo y después arranca de nuevo.' },
    byPerson: { message: 'Se está arrancando de nuevo.' },
    newerCommit: {
      message:
        'Sigue con el commit {{commit}} de su módulo, que ha superado las comprobaciones.',
    },
    commitBefore: {
      message:
        'El commit {{commit}} de su módulo no se puso en marcha: vuelve a la versión anterior. {{reason}}',
    },
    withPortal: {
      message: 'Se detuvo con el portal y arranca de nuevo con él.',
    },
    wasLost: {
      message: 'Su motor la había perdido; se está arrancando de nuevo.',
    },
    notStarted: {
      message: 'No se ha podido arrancar; puede que se intente otra vez.',
    },
    ended: { message: 'Ha terminado y se arranca de nuevo.' },
    silent: { message: 'Dejó de responder y se arranca de nuevo.' },
    moved: { message: 'Se está trasladando a otro nodo.' },
    waits: { message: 'Se está vaciando su nodo. {{reason}}' },
  },
  'lost-sight': {
    interrupted: {
      message:
        'Algo mató el proceso que cuidaba de ella, y lo que ejecutaba se ha detenido.',
      nextStep: 'Reiníciela si volver a ejecutarla no hace daño.',
    },
    repairing: {
      message: 'Algo mató el proceso que cuidaba de ella; se está reparando.',
    },
    forgotten: {
      message: 'Su motor ha olvidado qué fue de ella.',
      nextStep: 'Reiníciela.',
    },
  },
  'site-unavailable': {
    away: {
      message: 'Lo que {{site}} tiene para ella no acepta trabajo ahora.',
      nextStep: 'Arranca cuando vuelva. O elija otro sitio.',
    },
    noNodes: {
      message: 'Ningún nodo de {{site}} acepta trabajo ahora.',
      nextStep: 'Arranca cuando vuelva algún nodo. O elija otro sitio.',
    },
  },
  'constraint-not-met': {
    later: {
      message:
        '{{site}} no tiene ningún nodo que pueda ejecutarla: necesita {{needs}}.',
      nextStep: 'Arranca cuando vuelva un nodo así. O elija otro sitio.',
    },
    never: {
      message:
        '{{site}} no tiene ningún nodo que pueda ejecutarla: necesita {{needs}}.',
      nextStep: OTRO_SITIO,
    },
    otherRepository: {
      message:
        'Su módulo es ahora de otro repositorio: ya no sigue sus versiones.',
      nextStep: 'Mire el módulo y láncelo de nuevo si quiere ese.',
    },
    driver: {
      message: '{{site}} no tiene ningún nodo que ejecute este tipo de tarea.',
      nextStep: OTRO_SITIO,
    },
    device: {
      message:
        '{{site}} no tiene ningún nodo con una GPU así que pueda utilizar.',
      nextStep: OTRO_SITIO,
    },
    other: {
      message: '{{site}} no tiene ningún nodo que pueda ejecutarla.',
      nextStep: OTRO_SITIO,
    },
  },
  'no-such-gpu': {
    none: {
      message: '{{site}} no tiene GPU.',
      nextStep: 'No pida ninguna, o pida un sitio que tenga.',
    },
    model: {
      message: '{{site}} no tiene la GPU «{{model}}». Tiene: {{models}}.',
      nextStep: 'Pida una de esas, cualquier modelo u otro sitio.',
    },
  },
  'quota-exceeded': {
    site: {
      message: 'La cuota de esta comunidad en {{site}} está agotada.',
      nextStep: HABRA_SITIO,
    },
  },
  'node-disconnected': {
    silent: {
      message:
        'Su nodo «{{node}}» no responde. Puede que allí se siga ejecutando.',
      nextStep:
        'Espere a que vuelva el nodo, o reiníciela en otro: entonces se pierden sus ficheros de ese nodo.',
    },
  },
  'node-lost': {
    lost: {
      message: 'Se perdió su nodo «{{node}}», y ella con él.',
      nextStep: 'Reiníciela; se le da otro nodo.',
    },
    emptied: {
      message: 'Se vació su nodo «{{node}}» y por eso se terminó.',
      nextStep: 'Reiníciela si volver a ejecutarla no hace daño.',
    },
  },
  preempted: {
    byOther: {
      message:
        'Tuvo que dejar sitio a un trabajo más urgente y se le busca otro.',
    },
    waits: {
      message: 'Tuvo que dejar sitio a un trabajo más urgente. {{reason}}',
    },
  },
  'stopped-by-operator': {
    atEngine: {
      message: 'Se detuvo en su motor y no desde este portal.',
      nextStep: 'Pregunte a quien opera este portal por qué; luego reiníciela.',
    },
  },
  'saving-snapshot': {
    recorded: { message: 'Está anotada y espera a su motor.' },
    turn: { message: 'Antes se guarda otra instantánea suya.' },
    begun: { message: 'Se está guardando.' },
    files: { message: 'Se están guardando los ficheros de su carpeta.' },
    image: {
      message: 'Se está guardando lo que su programa cambió en otras partes.',
    },
    sending: { message: 'Se está enviando al registro de imágenes.' },
    deleting: { message: 'Se está eliminando.' },
  },
  'snapshot-taken': {
    complete: { message: 'Está completa.' },
  },
  other: {
    task: { message: 'Falló su tarea «{{task}}». {{reason}}' },
  },
};

/** What engines say, in Spanish, by the keys of the translation. */
export const razones = Object.fromEntries(
  Object.entries(textos).flatMap(([group, texts]) =>
    Object.entries(texts).flatMap(([name, words]) =>
      Object.entries(words).map(([part, text]) => [
        `reasonText.${group}.${name}.${part}`,
        text,
      ]),
    ),
  ),
) as Record<Keys, string>;
