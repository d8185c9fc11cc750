import type { FailureText } from './types';

const LATER = 'Try again in a moment.';

/** What any room refuses. */
export const general = {
  PRIVATE_ADDRESS: {
    title: 'This address leads into a private network.',
    nextStep:
      'Take an address of the internet, or ask who operates this portal to allow it.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    title: 'This was sent before with other values.',
    nextStep: 'Look at your workloads: the earlier one may run.',
  },
  INVALID_CURSOR: {
    title: 'The list cannot go on from here.',
    nextStep: 'Load it again from its start.',
  },
  INVALID_REQUEST: {
    title: 'The portal does not understand the request.',
    nextStep: 'Load the page again; if it stays so, tell who operates it.',
  },
  TOO_MANY_REQUESTS: {
    title: 'There were too many requests in a minute.',
    nextStep: LATER,
  },
} as const satisfies Record<string, FailureText>;

/** The same in Spanish: what happened, what to do. One that is missing does not compile. */
export const generalEs: Record<keyof typeof general, [string, string]> = {
  PRIVATE_ADDRESS: [
    'Esta dirección lleva a una red privada.',
    'Indique una dirección de internet, o pida a quien opera este portal que la permita.',
  ],
  IDEMPOTENCY_KEY_REUSED: [
    'Esto ya se envió antes con otros valores.',
    'Mire sus cargas de trabajo: puede que la anterior esté en marcha.',
  ],
  INVALID_CURSOR: [
    'La lista no puede continuar desde aquí.',
    'Vuelva a cargarla desde el principio.',
  ],
  INVALID_REQUEST: [
    'El portal no entiende la petición.',
    'Vuelva a cargar la página; si sigue igual, avise a quien opera el portal.',
  ],
  TOO_MANY_REQUESTS: [
    'Ha habido demasiadas peticiones en un minuto.',
    'Reinténtelo dentro de un momento.',
  ],
};
