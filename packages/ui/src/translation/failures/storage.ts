import type { FailureText } from './types';

const LATER = 'Try again in a moment.';

/** What storages refuse. */
export const storage = {
  STORAGE_REFUSES: {
    title: 'The storage does not let you in.',
    nextStep: 'Link the account again.',
  },
  CURSOR_ENDED: {
    title: 'The list has changed meanwhile.',
    nextStep: 'List the folder from its beginning.',
  },
  DOWNLOAD_NOT_FOUND: {
    title: 'This address holds no more.',
    nextStep: 'Begin the download anew on the page of your files.',
  },
  ENTRY_CHANGED: {
    title: 'It changed while it was moved.',
    nextStep: 'Where it was it is as it is now; its copy is as it was.',
  },
  ENTRY_EXISTS: {
    title: 'There is something of this name already.',
    nextStep: 'Take another name, or replace it.',
  },
  ENTRY_NOT_FOUND: {
    title: 'There is no such file or folder.',
    nextStep: 'Its folder names what is there.',
  },
  NOT_A_FILE: {
    title: 'This is a folder, and no file.',
    nextStep: 'Name a file in it; a folder is deleted with all that is in it.',
  },
  NOT_A_FOLDER: {
    title: 'This is a file, and no folder.',
    nextStep: 'Its folder names what is there.',
  },
  PATH_INVALID: {
    title: 'This is not the path of a file.',
    nextStep: 'Give the names from the root to it, with / between them.',
  },
  RANGE_INVALID: {
    title: 'The file has no such part.',
    nextStep: 'Ask for a part that it has.',
  },
  STORAGE_AWAY: {
    title: 'The storage does not answer.',
    nextStep: LATER,
  },
  STORAGE_FAILED: {
    title: 'The storage could not do it.',
    nextStep: LATER,
  },
  STORAGE_FULL: {
    title: 'The storage is full.',
    nextStep: 'Delete what you need no more, or ask for more room.',
  },
  STORAGE_NOT_FOUND: {
    title: 'You have no such storage.',
    nextStep: 'The list of your storages names those that you have.',
  },
  STORAGE_TASK_NOT_FOUND: {
    title: 'There is no such task.',
    nextStep: 'Look into the folder: it shows what has been done.',
  },
  UPLOAD_BROKEN_OFF: {
    title: 'The upload broke off.',
    nextStep: 'Upload it again.',
  },
  FILE_NOT_FOUND: {
    title: 'It has no such file, or the portal may not read it.',
    nextStep: 'Its folder names those that are there.',
  },
  ARTEFACT_NOT_FOUND: {
    title: 'It has left no such file.',
    nextStep: 'Its list of files names those that are there.',
  },
  SNAPSHOT_TOO_LARGE: {
    title: 'It is too large for a snapshot.',
    nextStep: 'Remove files that are not needed, or move data elsewhere.',
  },
} as const satisfies Record<string, FailureText>;

/** The same in Spanish: what happened, what to do. One that is missing does not compile. */
export const storageEs: Record<keyof typeof storage, [string, string]> = {
  STORAGE_REFUSES: [
    'El almacenamiento no le deja entrar.',
    'Vincule la cuenta de nuevo.',
  ],
  CURSOR_ENDED: [
    'La lista ha cambiado mientras tanto.',
    'Liste la carpeta desde el principio.',
  ],
  DOWNLOAD_NOT_FOUND: [
    'Esta dirección ya no vale.',
    'Empiece la descarga de nuevo en la página de sus ficheros.',
  ],
  ENTRY_CHANGED: [
    'Ha cambiado mientras se movía.',
    'Donde estaba sigue tal como es ahora; su copia es como era.',
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
