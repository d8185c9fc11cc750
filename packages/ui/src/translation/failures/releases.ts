import type { FailureText } from './types';

/** What stands in the way of a release. */
export const releases = {
  REPOSITORY_EMPTY: {
    title: 'There is nothing in the repository yet.',
    nextStep: 'Push the module first.',
  },
  VERSION_TAKEN: {
    title: 'There is this version already.',
    nextStep: 'Take a higher one.',
  },
  VERSION_TOO_LOW: {
    title: 'The version does not come after the one before.',
    nextStep: 'Take a higher one.',
  },
  VERSION_UNFIT: {
    title: 'This cannot be a version.',
    nextStep: 'Take one like 1.2.0, or 1.2.0-rc.1 before it.',
  },
  METADATA_INVALID: {
    title: 'Its ai4-metadata.yml is wrong.',
    nextStep: 'Mend it: “Edit its metadata” shows where, and how.',
  },
  RELEASE_BEGUN: {
    title: 'This version is being released otherwise.',
    nextStep: 'Ask for it as before, or take another version.',
  },
  ARCHIVE_NOT_LINKED: {
    title: 'You have no such archive linked.',
    nextStep: 'Link Zenodo on the page Accounts, or release it without a DOI.',
  },
  REPOSITORY_PRIVATE: {
    title: 'Its repository is private, and what is archived is not.',
    nextStep: 'Make it public first, or release it without a DOI.',
  },
  AUTHORS_MISSING: {
    title: 'It is said nowhere who has made the module.',
    nextStep: 'Name the authors in CITATION.cff, and release it again.',
  },
  DRAFT_THERE: {
    title: 'There is a draft of its next version at the archive.',
    nextStep: 'Publish or discard it there, and release it again.',
  },
  ARCHIVE_AWAY: {
    title: 'The archive does not answer.',
    nextStep: 'Try again when it does.',
  },
  ARCHIVE_REFUSED: {
    title: 'The archive does not let you do this.',
    nextStep:
      'Make a token with deposit:write and deposit:actions there, and link it again.',
  },
  ARCHIVE_UNCLEAR: {
    title: 'The archive did not take it.',
    nextStep: 'Mend what it says, and ask for the release again: it goes on.',
  },
} satisfies Record<string, FailureText>;

/** The same in Spanish. */
export const releasesEs: Record<keyof typeof releases, [string, string]> = {
  REPOSITORY_EMPTY: [
    'Aún no hay nada en el repositorio.',
    'Suba primero el módulo.',
  ],
  VERSION_TAKEN: ['Esta versión ya existe.', 'Elija una más alta.'],
  VERSION_TOO_LOW: [
    'La versión no viene después de la anterior.',
    'Elija una más alta.',
  ],
  VERSION_UNFIT: [
    'Esto no puede ser una versión.',
    'Elija una como 1.2.0, o 1.2.0-rc.1 antes de ella.',
  ],
  METADATA_INVALID: [
    'Su ai4-metadata.yml no es correcto.',
    'Corríjalo: «Editar sus metadatos» muestra dónde y cómo.',
  ],
  RELEASE_BEGUN: [
    'Esta versión se está publicando de otra manera.',
    'Pídala como antes, o elija otra versión.',
  ],
  ARCHIVE_NOT_LINKED: [
    'No tiene vinculado ese archivo.',
    'Vincule Zenodo en la página Cuentas, o publíquela sin DOI.',
  ],
  REPOSITORY_PRIVATE: [
    'Su repositorio es privado, y lo que se archiva no lo es.',
    'Hágalo público primero, o publíquela sin DOI.',
  ],
  AUTHORS_MISSING: [
    'No se dice en ningún sitio quién ha hecho el módulo.',
    'Nombre a los autores en CITATION.cff y publíquela de nuevo.',
  ],
  DRAFT_THERE: [
    'En el archivo hay un borrador de su próxima versión.',
    'Publíquelo o descártelo allí, y publique esta de nuevo.',
  ],
  ARCHIVE_AWAY: [
    'El archivo no responde.',
    'Inténtelo de nuevo cuando responda.',
  ],
  ARCHIVE_REFUSED: [
    'El archivo no le permite hacer esto.',
    'Cree allí un token con deposit:write y deposit:actions, y vincúlelo de nuevo.',
  ],
  ARCHIVE_UNCLEAR: [
    'El archivo no lo ha aceptado.',
    'Corrija lo que dice y pida la publicación de nuevo: continuará.',
  ],
};
