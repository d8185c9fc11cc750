import type { FailureText } from './types';

/** What secrets and linked services refuse. */
export const accounts = {
  TOO_MANY_SECRETS: {
    title: 'There are too many secrets.',
    nextStep: 'Remove some that you need no more.',
  },
  ACCOUNT_AWAY: {
    title: 'The service does not answer at present.',
    nextStep: 'Try again in a moment.',
  },
  ACCOUNT_ENDED: {
    title: 'Your sign-in at the service has ended.',
    nextStep: 'Link it again on the page Accounts.',
  },
  ACCOUNT_UNREGISTERED: {
    title: 'The portal is registered at this service no more.',
    nextStep: 'Ask its operator, or link the service in another way.',
  },
  IMPORT_ADDRESS: {
    title: 'The other Vault is in a private network.',
    nextStep: 'Allow its host (http.allowedHosts).',
  },
  ISSUER_UNCLEAR: {
    title: 'It is not clear whose subjects these are.',
    nextStep: 'Name the issuer by which people sign in here.',
  },
  IMPORT_OTHER_ENGINE: {
    title: 'What is mounted there is no KV engine of version 1.',
    nextStep: 'Name the mount of the other portal.',
  },
  IMPORT_REFUSED: {
    title: 'The other Vault does not let this token read.',
    nextStep: 'Take a token whose policy lists and reads the whole mount.',
  },
  IMPORT_VAULT_AWAY: {
    title: 'The other Vault does not answer.',
    nextStep: 'Run it again: what is there already is left as it is.',
  },
  ACCOUNT_LIMIT: {
    title: 'You have linked as many services as one person may.',
    nextStep: 'Unlink one that you do not need.',
  },
  ACCOUNT_LINKED_TWICE: {
    title: 'You have linked this one already.',
    nextStep: 'Change the other one, or unlink it first.',
  },
  ACCOUNT_NAME_TAKEN: {
    title: 'You have linked something of this name already.',
    nextStep: 'Take another name, or none.',
  },
  ACCOUNT_NOT_FOUND: {
    title: 'You have linked nothing of this name.',
    nextStep: 'The page Accounts has those that you have linked.',
  },
  ACCOUNT_VALUES: {
    title: 'Something in the form is not as the service needs it.',
    nextStep: 'Change these fields and send it again.',
  },
  LOGIN_DENIED: {
    title: 'The service was told not to let the portal in.',
    nextStep: 'Begin again, and agree there, if that was not meant.',
  },
  LOGIN_NOT_FOUND: {
    title: 'There is no such sign-in any more.',
    nextStep: 'Begin again: link the service once more.',
  },
  NOT_LINKED: {
    title: 'The service does not let you in.',
    nextStep: 'Look at what you have filled in, and try again.',
  },
  NO_SERVICE_LOGIN: {
    title: 'One cannot sign in at this service like that.',
    nextStep: 'Fill in the form of the service.',
  },
  UNKNOWN_SERVICE: {
    title: 'There is no such service to link.',
    nextStep: 'Take one of those that the page Accounts offers.',
  },
  SECRET_BUSY: {
    title: 'The secret is being changed at this moment.',
    nextStep: 'Look at it again in two minutes.',
  },
  SECRET_CHANGED: {
    title: 'The secret has been changed meanwhile.',
    nextStep: 'Look at it again, and repeat it if it is still needed.',
  },
  SECRET_EXISTS: {
    title: 'There is a secret of this name already.',
    nextStep: 'Give it another value, or choose another name.',
  },
  SECRET_EXPIRED: {
    title: 'The secret has expired.',
    nextStep: 'Give it another value.',
  },
  SECRET_OF_WORKLOAD: {
    title: 'The secret goes with its workload, and not before.',
    nextStep: 'Give it another value, or delete the workload.',
  },
  SECRET_NOT_FOUND: {
    title: 'There is no such secret.',
    nextStep: 'Look at the list of your secrets.',
  },
  SECRET_STORE_AWAY: {
    title: 'Secrets can be neither read nor changed at present.',
    nextStep: 'Try again later.',
  },
} as const satisfies Record<string, FailureText>;

/** The same in Spanish: what happened, what to do. One that is missing does not compile. */
export const accountsEs: Record<keyof typeof accounts, [string, string]> = {
  TOO_MANY_SECRETS: [
    'Hay demasiados secretos.',
    'Quite algunos que ya no necesite.',
  ],
  ACCOUNT_AWAY: [
    'El servicio no responde por ahora.',
    'Inténtelo de nuevo en un momento.',
  ],
  ACCOUNT_ENDED: [
    'Su inicio de sesión en el servicio ha terminado.',
    'Vincúlelo de nuevo en la página Cuentas.',
  ],
  ACCOUNT_LIMIT: [
    'Ha vinculado todos los servicios que puede vincular una persona.',
    'Desvincule uno que no necesite.',
  ],
  ACCOUNT_LINKED_TWICE: [
    'Este ya lo ha vinculado.',
    'Cambie el otro, o desvincúlelo antes.',
  ],
  ACCOUNT_NAME_TAKEN: [
    'Ya ha vinculado algo con ese nombre.',
    'Elija otro nombre, o ninguno.',
  ],
  ACCOUNT_NOT_FOUND: [
    'No ha vinculado nada con ese nombre.',
    'La página Cuentas tiene lo que ha vinculado.',
  ],
  ACCOUNT_VALUES: [
    'Algo del formulario no es como lo necesita el servicio.',
    'Cambie esos campos y envíelo de nuevo.',
  ],
  LOGIN_DENIED: [
    'Se le ha dicho al servicio que no deje entrar al portal.',
    'Empiece de nuevo y acepte allí, si no era lo que quería.',
  ],
  LOGIN_NOT_FOUND: [
    'Ese inicio de sesión ya no existe.',
    'Empiece de nuevo: vincule el servicio otra vez.',
  ],
  NOT_LINKED: [
    'El servicio no le deja entrar.',
    'Revise lo que ha indicado e inténtelo de nuevo.',
  ],
  NO_SERVICE_LOGIN: [
    'En este servicio no se puede iniciar sesión así.',
    'Rellene el formulario del servicio.',
  ],
  UNKNOWN_SERVICE: [
    'No hay tal servicio para vincular.',
    'Elija uno de los que ofrece la página Cuentas.',
  ],
  SECRET_BUSY: [
    'El secreto se está cambiando en este momento.',
    'Vuelva a mirarlo dentro de dos minutos.',
  ],
  SECRET_CHANGED: [
    'Entretanto se ha cambiado el secreto.',
    'Vuelva a mirarlo y repita el cambio si aún hace falta.',
  ],
  ACCOUNT_UNREGISTERED: [
    'El portal ya no está registrado en este servicio.',
    'Pregunte a quien lo administra, o vincule el servicio de otra forma.',
  ],
  IMPORT_ADDRESS: [
    'El otro Vault está en una red privada.',
    'Permita su máquina (http.allowedHosts).',
  ],
  ISSUER_UNCLEAR: [
    'No está claro de quién son estos identificadores.',
    'Indique el emisor con el que se inicia sesión aquí.',
  ],
  IMPORT_OTHER_ENGINE: [
    'Lo que hay montado allí no es un motor KV de la versión 1.',
    'Indique el montaje del otro portal.',
  ],
  IMPORT_REFUSED: [
    'El otro Vault no deja leer a este token.',
    'Use un token cuya política liste y lea todo el montaje.',
  ],
  IMPORT_VAULT_AWAY: [
    'El otro Vault no responde.',
    'Vuelva a ejecutarlo: lo que ya está se queda como está.',
  ],
  SECRET_EXISTS: [
    'Ya hay un secreto con este nombre.',
    'Dele otro valor, o elija otro nombre.',
  ],
  SECRET_EXPIRED: ['El secreto ha caducado.', 'Dele otro valor.'],
  SECRET_OF_WORKLOAD: [
    'El secreto desaparece con su carga, y no antes.',
    'Dele otro valor, o elimine la carga.',
  ],
  SECRET_NOT_FOUND: [
    'No existe ese secreto.',
    'Mire la lista de sus secretos.',
  ],
  SECRET_STORE_AWAY: [
    'Ahora mismo no se pueden leer ni cambiar los secretos.',
    'Inténtelo de nuevo más tarde.',
  ],
};
