import type { EndpointView } from '@astrolabe/plugin-workloads-common';
import type { WorkloadRecord } from '../database';
import type { Words } from './language';

/** What the gateway says itself, when it does not pass a request on. */
export interface Answer {
  status: number;
  code: string;
  title: Words;
  text: Words;
  /** What an engine reported, in its own words. */
  said?: string;
  link?: { href: string; text: Words };
  /** The page comes again by itself. */
  refreshSeconds?: number;
  /** It makes no sense to ask again before. */
  waitSeconds?: number;
  /** A page asks for the password; `problem` is with the one that was given. */
  password?: { problem?: Words };
}

interface Place {
  record: WorkloadRecord;
  endpoint: EndpointView;
}

const STARTING_SECONDS = 2;

export const answers = {
  malformed: (): Answer => ({
    status: 400,
    code: 'INVALID_ADDRESS',
    title: { en: 'This is no address', es: 'Esto no es una dirección' },
    text: {
      en: 'The request asks for something that is neither a path nor an http address.',
      es: 'La petición no contiene ni una ruta ni una dirección http.',
    },
  }),

  unknown: (portalUrl: string): Answer => ({
    status: 404,
    code: 'ENDPOINT_NOT_FOUND',
    title: { en: 'There is nothing here', es: 'Aquí no hay nada' },
    text: {
      en: 'This is no address of a workload.',
      es: 'Esta no es la dirección de ninguna carga de trabajo.',
    },
    link: myWorkloads(portalUrl),
  }),

  /** Says nothing of the place: a stranger must not learn that it exists. */
  signedOut: (portalUrl: string): Answer => ({
    status: 401,
    code: 'SIGN_IN_REQUIRED',
    title: {
      en: 'Open this from the portal',
      es: 'Abra esto desde el portal',
    },
    text: {
      en: 'Only the person who launched it may see it, as long as it is there. Sign in to the portal and open it from your workloads.',
      es: 'Solo puede verlo quien lo lanzó, mientras exista. Inicie sesión en el portal y ábralo desde sus cargas de trabajo.',
    },
    link: myWorkloads(portalUrl),
    password: {},
  }),

  wrongPassword: (portalUrl: string): Answer => ({
    ...answers.signedOut(portalUrl),
    code: 'WRONG_PASSWORD',
    password: {
      problem: {
        en: 'This password does not open it. Ask the person who gave it to you whether it still holds.',
        es: 'Esta contraseña no lo abre. Pregunte a quien se la dio si sigue siendo válida.',
      },
    },
  }),

  tooManyGuesses: (waitSeconds: number): Answer => ({
    status: 429,
    code: 'TOO_MANY_GUESSES',
    title: {
      en: 'Too many passwords were tried',
      es: 'Se han probado demasiadas contraseñas',
    },
    text: {
      en: `No password is taken here for ${minutes(
        waitSeconds,
      )} min. The person who launched it can open it from the portal.`,
      es: `Aquí no se acepta ninguna contraseña durante ${minutes(
        waitSeconds,
      )} min. Quien lo lanzó puede abrirlo desde el portal.`,
    },
    waitSeconds,
  }),

  foreign: (): Answer => ({
    status: 403,
    code: 'FOREIGN_ORIGIN',
    title: {
      en: 'Another site asked for this',
      es: 'Otro sitio web ha pedido esto',
    },
    text: {
      en: 'Only pages of this endpoint itself may use your session. Programs send a token.',
      es: 'Solo las páginas de este mismo punto de acceso pueden usar su sesión. Los programas envían un token.',
    },
  }),

  /** Only to whom a pass let in before: they know what there is. */
  accessEnded: (
    { passwordId }: { passwordId?: string },
    portalUrl: string,
  ): Answer => ({
    status: 403,
    code: 'ACCESS_ENDED',
    title: {
      en: 'You may not open this any more',
      es: 'Ya no puede abrir esto',
    },
    text: passwordId
      ? {
          en: 'The person who gave you the password may not open it any more. Ask them.',
          es: 'Quien le dio la contraseña ya no puede abrirlo. Pregúntele.',
        }
      : {
          en: 'Your membership of its community, what your tier there grants, or its being shared with you has ended since you opened it. The page Access says what you have, and what you can ask for.',
          es: 'Su pertenencia a la comunidad, lo que su nivel le concede en ella, o que se compartiera con usted, ha terminado desde que lo abrió. La página Acceso dice lo que tiene y lo que puede pedir.',
        },
    link: {
      href: `${portalUrl}/access`,
      text: { en: 'See your access', es: 'Ver su acceso' },
    },
  }),

  /** Nobody can say whether whom a pass let in may come still. */
  unsure: (): Answer => ({
    status: 503,
    code: 'STANDING_UNKNOWN',
    title: {
      en: 'The portal cannot say whether you may open this',
      es: 'El portal no puede decir si usted puede abrir esto',
    },
    text: {
      en: 'What people may do cannot be looked up now. This page comes again by itself.',
      es: 'Ahora no se puede consultar lo que cada persona puede hacer. Esta página se vuelve a cargar sola.',
    },
    refreshSeconds: STARTING_SECONDS,
  }),

  starting: ({ record, endpoint }: Place): Answer => ({
    status: 503,
    code: 'STARTING',
    title: {
      en: `${endpoint.title} is starting`,
      es: `${endpoint.title} está arrancando`,
    },
    text: {
      en: 'This page comes again by itself.',
      es: 'Esta página se vuelve a cargar sola.',
    },
    said: record.reason.message,
    refreshSeconds: STARTING_SECONDS,
  }),

  /** Its ingress has yet to hear of it. */
  opening: ({ endpoint }: Place): Answer => ({
    status: 503,
    code: 'OPENING',
    title: {
      en: `The way to ${endpoint.title} is being opened`,
      es: `Se está abriendo el acceso a ${endpoint.title}`,
    },
    text: {
      en: 'This page comes again by itself, in a few seconds.',
      es: 'Esta página se vuelve a cargar sola en unos segundos.',
    },
    refreshSeconds: STARTING_SECONDS,
  }),

  ended: ({ record }: Place, portalUrl: string): Answer => ({
    status: 410,
    code: 'ENDED',
    title: {
      en: `${record.title} does not run any more`,
      es: `${record.title} ya no se ejecuta`,
    },
    text: {
      en: 'Its page in the portal says why, and what you can do.',
      es: 'Su página en el portal dice por qué, y qué puede hacer.',
    },
    said: record.reason.message,
    link: {
      href: `${portalUrl}/workloads/${record.id}`,
      text: { en: 'See it in the portal', es: 'Verlo en el portal' },
    },
  }),

  silent: ({ record, endpoint }: Place, portalUrl: string): Answer => ({
    status: 502,
    code: 'UPSTREAM_SILENT',
    title: {
      en: `${endpoint.title} does not answer`,
      es: `${endpoint.title} no responde`,
    },
    text: {
      en: 'The program runs, but it did not answer. Its log may say why.',
      es: 'El programa se ejecuta, pero no ha respondido. Su registro puede decir por qué.',
    },
    link: {
      href: `${portalUrl}/workloads/${record.id}`,
      text: {
        en: 'See its log in the portal',
        es: 'Ver su registro en el portal',
      },
    },
  }),
};

function minutes(seconds: number): number {
  return Math.ceil(seconds / 60);
}

function myWorkloads(portalUrl: string): Answer['link'] {
  return {
    href: `${portalUrl}/workloads`,
    text: { en: 'Go to My workloads', es: 'Ir a Mis cargas de trabajo' },
  };
}
