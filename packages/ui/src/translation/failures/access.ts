import type { FailureText } from './types';

const LATER = 'Try again in a moment.';

/** What sign-in, tiers, communities, sharing and tokens refuse. */
export const access = {
  ACCESS_ENDED: {
    title: 'You may not have this open any more.',
    nextStep: 'The page Access says what you have, and what you can ask for.',
  },
  STANDING_UNKNOWN: {
    title: 'The portal cannot find out what you may do.',
    nextStep: LATER,
  },
  FOREIGN_PAGE: {
    title: 'This can be asked by a page of the portal alone.',
    nextStep: 'Do it in the portal.',
  },
  FOREIGN_RETURN: {
    title: 'One can only come back to a page of the portal.',
    nextStep: 'Sign in from the page that you want to see.',
  },
  LOGOUT_TOKEN: {
    title: 'A provider sent a logout token that does not hold.',
    nextStep: 'Ask the operator of this portal to look at the log.',
  },
  NO_SESSION: {
    title: 'You are not signed in.',
    nextStep: 'Sign in on the page of the portal.',
  },
  SIGN_IN_AGAIN: {
    title: 'Say once more who you are.',
    nextStep: 'Sign in again, and repeat it then.',
  },
  PROVIDER_AWAY: {
    title: 'The provider of this sign-in does not answer.',
    nextStep: 'Try again in some minutes.',
  },
  IDENTITY_UNKNOWN: {
    title: 'You have no such sign-in.',
    nextStep: 'Load the page again.',
  },
  LAST_IDENTITY: {
    title: 'It is the only way in which you can sign in.',
    nextStep: 'Link another one before.',
  },
  IDENTITY_IN_USE: {
    title: 'You are signed in by it now.',
    nextStep: 'Sign in by another one, and take this away then.',
  },
  SHARE_ROLE: {
    title: 'It is not shared with you for this.',
    nextStep: 'Ask its owner to share it with you for more.',
  },
  OWNER_ONLY: {
    title: 'Only its owner can do this.',
    nextStep: 'Ask them.',
  },
  OWNER_NOT_A_MEMBER: {
    title: 'Its owner is no member of its community any more.',
    nextStep: 'Launch one of your own.',
  },
  SUBJECT_UNKNOWN: {
    title: 'There is nobody of this name in its community.',
    nextStep: 'Ask the person for their name here.',
  },
  SHARE_WITH_OWNER: {
    title: 'It is yours already.',
    nextStep: 'Name somebody else.',
  },
  SHARE_END_PAST: {
    title: 'This time is over.',
    nextStep: 'Name a later time.',
  },
  SHARE_LIMIT: {
    title: 'It is shared as often as may be.',
    nextStep: 'Share it with a group, or end a share.',
  },
  SHARE_NOT_FOUND: {
    title: 'There is no such share of it.',
    nextStep: 'Load the page again: it may have ended.',
  },
  TERMS_CHANGED: {
    title: 'The terms of use have changed.',
    nextStep: 'Load the page again, and read those that hold now.',
  },
  LOGO_UNKNOWN: {
    title: 'This community has no logo.',
    nextStep: 'Load the page again.',
  },
  NO_TIER: {
    title: 'Your session gives you no tier.',
    nextStep: 'Sign out and in again; if it stays so, ask an operator.',
  },
  PERMISSION_DENIED: {
    title: 'Your tier does not allow this.',
    nextStep: 'Your preferences say which tier does, and how to get it.',
  },
  NOT_A_MEMBER: {
    title: 'You are no member of this community.',
    nextStep: 'Choose one of yours in your menu.',
  },
  TOKEN_INVALID: {
    title: 'The access token is not valid here.',
    nextStep: 'It may have ended or been revoked: make another.',
  },
  WORKLOAD_TOKEN_INVALID: {
    title: 'The token of the workload is not valid here.',
    nextStep:
      'Compare what it says with the service accounts in the configuration of the portal.',
  },
  TOKEN_SCOPE: {
    title: 'The access token may not do this.',
    nextStep: 'Make one with the scope that is missing.',
  },
  TOKEN_NEEDS_SESSION: {
    title: 'This takes you yourself, not an access token.',
    nextStep: 'Sign in to the portal and do it there.',
  },
  TOKEN_NOT_FOUND: {
    title: 'You have no such access token.',
    nextStep: 'Your list has those that there are.',
  },
  TOKEN_DAYS: {
    title: 'An access token may not live so long.',
    nextStep: 'Ask for fewer days.',
  },
  ACCESS_REQUEST_NOT_FOUND: {
    title: 'There is no such request for access.',
    nextStep: 'The page Access has those that there are.',
  },
  GRANT_NOT_FOUND: {
    title: 'There is no such access to end.',
    nextStep: 'Load the page again: it may have ended already.',
  },
  ACCESS_NOT_OFFERED: {
    title: 'The community does not let people ask for this.',
    nextStep: 'Ask for something that the page Access offers.',
  },
  ACCESS_DAYS: {
    title: 'Access is not granted for so long.',
    nextStep: 'Say fewer days.',
  },
  ACCESS_HELD: {
    title: 'You have this already.',
    nextStep: 'Load the page again.',
  },
  ACCESS_PENDING: {
    title: 'A request of yours to this community waits already.',
    nextStep: 'Wait until it is decided on, or withdraw it.',
  },
  ACCESS_DECIDED: {
    title: 'This request waits no more.',
    nextStep: 'Load the page again: it says what became of it.',
  },
  ACCESS_LIMIT: {
    title: 'You have asked too often today.',
    nextStep: 'Wait until tomorrow, or write to who manages the community.',
  },
  ACCESS_OWN_REQUEST: {
    title: 'Nobody decides on their own request.',
    nextStep: 'Wait for another manager, or withdraw it.',
  },
  ACCESS_TIER_ABOVE: {
    title: 'You cannot grant more than you have yourself.',
    nextStep: 'Leave it to somebody of that tier, or refuse it.',
  },
  TOKEN_LIMIT: {
    title: 'You have as many access tokens as one may have.',
    nextStep: 'Revoke one that you no longer need.',
  },
  DEVICE_CODE_UNKNOWN: {
    title: 'No program waits with this code.',
    nextStep: 'Look whether it is right; a code holds for ten minutes.',
  },
  DEVICE_PENDING: {
    title: 'Nobody has approved it yet.',
    nextStep: 'Approve it in the browser.',
  },
  DEVICE_SLOW_DOWN: {
    title: 'The program asks too often.',
    nextStep: 'It has to wait longer between its questions.',
  },
  DEVICE_REFUSED: {
    title: 'It was refused in the browser.',
    nextStep: 'Begin again if that was a mistake.',
  },
  DEVICE_EXPIRED: {
    title: 'The code holds no more.',
    nextStep: 'Begin again.',
  },
  UNKNOWN_DEMO_PERSON: {
    title: 'Nobody of this name is known here.',
    nextStep: 'Choose one of the demo people.',
  },
  UNKNOWN_PROVIDER: {
    title: 'Nobody signs in by that provider here.',
    nextStep: 'Choose one that the page offers.',
  },
  WRONG_CALLER: {
    title: 'This is not for a caller of this kind.',
    nextStep: 'Sign in as a person, or call it as a service.',
  },
} as const satisfies Record<string, FailureText>;

/** The same in Spanish: what happened, what to do. One that is missing does not compile. */
export const accessEs: Record<keyof typeof access, [string, string]> = {
  ACCESS_ENDED: [
    'Ya no puede tener esto abierto.',
    'La página Acceso dice lo que tiene y lo que puede pedir.',
  ],
  STANDING_UNKNOWN: [
    'El portal no puede averiguar lo que usted puede hacer.',
    'Inténtelo de nuevo en un momento.',
  ],
  FOREIGN_PAGE: [
    'Esto solo lo puede pedir una página del portal.',
    'Hágalo en el portal.',
  ],
  FOREIGN_RETURN: [
    'Solo se puede volver a una página del portal.',
    'Inicie sesión desde la página que quiere ver.',
  ],
  LOGOUT_TOKEN: [
    'Un proveedor ha enviado un aviso de cierre que no es válido.',
    'Pida a quien opera este portal que mire el registro.',
  ],
  NO_SESSION: [
    'No ha iniciado sesión.',
    'Inicie sesión en la página del portal.',
  ],
  SIGN_IN_AGAIN: [
    'Diga una vez más quién es.',
    'Vuelva a iniciar sesión y repítalo entonces.',
  ],
  PROVIDER_AWAY: [
    'El proveedor de este inicio de sesión no responde.',
    'Vuelva a intentarlo dentro de unos minutos.',
  ],
  IDENTITY_UNKNOWN: [
    'No tiene ese inicio de sesión.',
    'Vuelva a cargar la página.',
  ],
  LAST_IDENTITY: [
    'Es la única forma en que puede iniciar sesión.',
    'Vincule otra antes.',
  ],
  IDENTITY_IN_USE: [
    'Ahora mismo ha iniciado sesión así.',
    'Inicie sesión de otra forma y quite esta entonces.',
  ],
  SHARE_ROLE: [
    'No se ha compartido con usted para esto.',
    'Pida a su propietario que lo comparta con usted para más.',
  ],
  OWNER_ONLY: ['Solo puede hacerlo su propietario.', 'Pídaselo.'],
  OWNER_NOT_A_MEMBER: [
    'Su propietario ya no pertenece a la comunidad.',
    'Lance una propia.',
  ],
  SUBJECT_UNKNOWN: [
    'En su comunidad no hay nadie con ese nombre.',
    'Pregunte a la persona qué nombre tiene aquí.',
  ],
  SHARE_WITH_OWNER: ['Ya es suyo.', 'Indique a otra persona.'],
  SHARE_END_PAST: ['Ese momento ya ha pasado.', 'Indique uno posterior.'],
  SHARE_LIMIT: [
    'Ya se ha compartido todas las veces que se puede.',
    'Compártalo con un grupo, o deje de compartirlo con alguien.',
  ],
  SHARE_NOT_FOUND: [
    'No se ha compartido así.',
    'Cargue la página de nuevo: puede haber terminado.',
  ],
  TERMS_CHANGED: [
    'Las condiciones de uso han cambiado.',
    'Vuelva a cargar la página y lea las vigentes.',
  ],
  LOGO_UNKNOWN: [
    'Esta comunidad no tiene logotipo.',
    'Vuelva a cargar la página.',
  ],
  NO_TIER: [
    'Su sesión no le da ningún nivel.',
    'Cierre la sesión y vuelva a entrar; si sigue igual, pregunte a quien opera el portal.',
  ],
  PERMISSION_DENIED: [
    'Su nivel no permite esto.',
    'Sus preferencias dicen qué nivel lo permite y cómo conseguirlo.',
  ],
  NOT_A_MEMBER: [
    'No es miembro de esta comunidad.',
    'Elija una de las suyas en su menú.',
  ],
  TOKEN_INVALID: [
    'El token de acceso no vale aquí.',
    'Puede haber caducado o estar revocado: cree otro.',
  ],
  WORKLOAD_TOKEN_INVALID: [
    'El token de la carga de trabajo no vale aquí.',
    'Compare lo que dice con las cuentas de servicio de la configuración del portal.',
  ],
  TOKEN_SCOPE: [
    'El token de acceso no permite esto.',
    'Cree uno con el permiso que falta.',
  ],
  TOKEN_NEEDS_SESSION: [
    'Esto lo tiene que hacer usted, no un token de acceso.',
    'Inicie sesión en el portal y hágalo allí.',
  ],
  TOKEN_NOT_FOUND: [
    'No tiene ese token de acceso.',
    'Su lista muestra los que hay.',
  ],
  TOKEN_DAYS: ['Un token de acceso no puede durar tanto.', 'Pida menos días.'],
  ACCESS_REQUEST_NOT_FOUND: [
    'No existe esa solicitud de acceso.',
    'La página Acceso muestra las que hay.',
  ],
  GRANT_NOT_FOUND: [
    'No existe ese acceso.',
    'Vuelva a cargar la página: puede que ya haya terminado.',
  ],
  ACCESS_NOT_OFFERED: [
    'La comunidad no permite solicitar esto.',
    'Solicite algo de lo que ofrece la página Acceso.',
  ],
  ACCESS_DAYS: [
    'No se concede acceso por tanto tiempo.',
    'Indique menos días.',
  ],
  ACCESS_HELD: ['Ya lo tiene.', 'Vuelva a cargar la página.'],
  ACCESS_PENDING: [
    'Ya tiene una solicitud pendiente en esta comunidad.',
    'Espere a que se decida, o retírela.',
  ],
  ACCESS_DECIDED: [
    'Esta solicitud ya no está pendiente.',
    'Vuelva a cargar la página: dice qué ha sido de ella.',
  ],
  ACCESS_LIMIT: [
    'Hoy ha solicitado demasiadas veces.',
    'Espere a mañana, o escriba a quien gestiona la comunidad.',
  ],
  ACCESS_OWN_REQUEST: [
    'Nadie decide sobre su propia solicitud.',
    'Espere a otra persona que gestione la comunidad, o retírela.',
  ],
  ACCESS_TIER_ABOVE: [
    'No puede conceder más de lo que tiene.',
    'Déjelo a alguien de ese nivel, o rechácela.',
  ],
  TOKEN_LIMIT: [
    'Tiene tantos tokens de acceso como se puede tener.',
    'Revoque uno que ya no necesite.',
  ],
  DEVICE_CODE_UNKNOWN: [
    'Ningún programa espera con ese código.',
    'Compruebe que es correcto; un código vale diez minutos.',
  ],
  DEVICE_PENDING: [
    'Aún no lo ha aprobado nadie.',
    'Apruébelo en el navegador.',
  ],
  DEVICE_SLOW_DOWN: [
    'El programa pregunta con demasiada frecuencia.',
    'Tiene que esperar más entre preguntas.',
  ],
  DEVICE_REFUSED: [
    'Se ha rechazado en el navegador.',
    'Empiece de nuevo si fue un error.',
  ],
  DEVICE_EXPIRED: ['El código ya no vale.', 'Empiece de nuevo.'],
  UNKNOWN_DEMO_PERSON: [
    'Aquí no se conoce a nadie con ese nombre.',
    'Elija a una de las personas de demostración.',
  ],
  UNKNOWN_PROVIDER: [
    'Aquí nadie inicia sesión con ese proveedor.',
    'Elija uno de los que ofrece la página.',
  ],
  WRONG_CALLER: [
    'Esto no es para quien llama de este modo.',
    'Inicie sesión como persona, o llame como servicio.',
  ],
};
