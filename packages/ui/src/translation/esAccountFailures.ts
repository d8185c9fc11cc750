import type { accountFailureTexts } from './accountFailures';

/** Code: what happened, what to do. One that is missing does not compile. */
export const esAccountFailures: Record<
  keyof typeof accountFailureTexts,
  [string, string]
> = {
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
  SECRET_EXISTS: [
    'Ya hay un secreto con este nombre.',
    'Dele otro valor, o elija otro nombre.',
  ],
  SECRET_EXPIRED: ['El secreto ha caducado.', 'Dele otro valor.'],
  SECRET_NOT_FOUND: [
    'No existe ese secreto.',
    'Mire la lista de sus secretos.',
  ],
  SECRET_STORE_AWAY: [
    'Ahora mismo no se pueden leer ni cambiar los secretos.',
    'Inténtelo de nuevo más tarde.',
  ],
};
