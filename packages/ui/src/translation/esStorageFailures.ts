import type { storageFailureTexts } from './storageFailures';

/** Code: what happened, what to do. One that is missing does not compile. */
export const esStorageFailures: Record<
  keyof typeof storageFailureTexts,
  [string, string]
> = {
  CURSOR_ENDED: [
    'La lista ha cambiado mientras tanto.',
    'Liste la carpeta desde el principio.',
  ],
  DOWNLOAD_NOT_FOUND: [
    'Esta dirección ya no vale.',
    'Empiece la descarga de nuevo en la página de sus ficheros.',
  ],
  ENTRY_EXISTS: [
    'Ya hay algo con este nombre.',
    'Elija otro nombre o reemplácelo.',
  ],
  ENTRY_NOT_FOUND: [
    'No hay tal fichero ni carpeta.',
    'Su carpeta nombra lo que hay.',
  ],
  NOT_A_FILE: [
    'Esto es una carpeta y no un fichero.',
    'Nombre un fichero de ella; una carpeta se elimina con todo lo que contiene.',
  ],
  NOT_A_FOLDER: [
    'Esto es un fichero y no una carpeta.',
    'Su carpeta nombra lo que hay.',
  ],
  PATH_INVALID: [
    'Esto no es la ruta de un fichero.',
    'Dé los nombres desde la raíz hasta él, con / entre ellos.',
  ],
  RANGE_INVALID: [
    'El fichero no tiene esa parte.',
    'Pida una parte que tenga.',
  ],
  STORAGE_AWAY: [
    'El almacenamiento no responde.',
    'Inténtelo de nuevo en un momento.',
  ],
  STORAGE_FAILED: [
    'El almacenamiento no ha podido hacerlo.',
    'Inténtelo de nuevo en un momento.',
  ],
  STORAGE_FULL: [
    'El almacenamiento está lleno.',
    'Elimine lo que ya no necesite o pida más espacio.',
  ],
  STORAGE_NOT_FOUND: [
    'No tiene tal almacenamiento.',
    'La lista de sus almacenamientos nombra los que tiene.',
  ],
  STORAGE_REFUSES: [
    'El almacenamiento no le deja entrar.',
    'Vincule la cuenta de nuevo.',
  ],
  STORAGE_TASK_NOT_FOUND: [
    'No hay tal tarea.',
    'Mire en la carpeta: muestra lo que se ha hecho.',
  ],
  UPLOAD_BROKEN_OFF: ['La subida se ha interrumpido.', 'Súbalo de nuevo.'],
  FILE_NOT_FOUND: [
    'No tiene ese fichero, o el portal no puede leerlo.',
    'Su carpeta nombra los que hay.',
  ],
  ARTEFACT_NOT_FOUND: [
    'No ha dejado ese archivo.',
    'Su lista de archivos nombra los que hay.',
  ],
  SNAPSHOT_TOO_LARGE: [
    'Es demasiado grande para una instantánea.',
    'Elimine ficheros que no hagan falta, o lleve los datos a otra parte.',
  ],
};
