import type { FailureText } from './types';

const LATER = 'Try again in a moment.';

/** What the catalogue and repositories of datasets refuse. */
export const assets = {
  ASSETS_UNAVAILABLE: {
    title: 'The catalogue does not answer.',
    nextStep: LATER,
  },
  ASSET_NOT_FOUND: {
    title: 'There is no such module or tool.',
    nextStep: 'Look it up under Modules or Tools.',
  },
  ASSET_UNKNOWN: {
    title: 'The catalogue has nothing of this name.',
    nextStep: 'Search for it: its source may have renamed or removed it.',
  },
  SAVED_SEARCH_EXISTS: {
    title: 'You have a saved search of this name already.',
    nextStep: 'Take another name, or delete the other one.',
  },
  SAVED_SEARCH_UNKNOWN: {
    title: 'This saved search is there no more.',
    nextStep: 'Look at the list of your saved searches.',
  },
  TOO_MANY_SAVED_SEARCHES: {
    title: 'You have saved as many searches as one may.',
    nextStep: 'Delete one that you no longer need.',
  },
  COMMUNITY_UNKNOWN: {
    title: 'There is no such community at this portal.',
    nextStep: 'Take the address of the feed from the list in the portal.',
  },
  TEMPLATE_NOT_FOUND: {
    title: 'There is no such template for a module.',
    nextStep: 'Take one of those on the page Begin a module.',
  },
  TEMPLATE_NOT_READY: {
    title: 'This template cannot be used at the moment.',
    nextStep: 'Take another one, or tell who operates this portal.',
  },
  TEMPLATE_FAILED: {
    title: 'The template made no project.',
    nextStep:
      'Change what the reason names; where it names nothing, tell who operates this portal.',
  },
  TEMPLATE_BUSY: {
    title: 'Many projects are being made at the moment.',
    nextStep: LATER,
  },
  PROJECT_INVALID: {
    title: 'What was filled in makes no project.',
    nextStep: 'Change the fields that are named and try again.',
  },
  MANIFEST_INVALID: {
    title: 'What its author wrote about launching it is not valid.',
    nextStep: 'Tell its author; its page shows the problems.',
  },
  NOT_IMPORTABLE: {
    title: 'This is in none of the standards that are read here.',
    nextStep:
      'Take a CITATION.cff, a codemeta.json, or another of those named.',
  },
  NOT_A_DATASET: {
    title: 'This names no dataset.',
    nextStep: 'Give a DOI such as 10.5281/zenodo.1234567, or an address.',
  },
  DATASET_NOT_FOUND: {
    title: 'Its repository has no such dataset.',
    nextStep: 'Compare it with where you have it from.',
  },
  DATASET_CLOSED: {
    title: 'This dataset is not open to everybody.',
    nextStep: 'Fetch it yourself, and upload it to your storage.',
  },
  DATASETS_TOO_LARGE: {
    title: 'The datasets do not fit on the disk.',
    nextStep: 'Ask for more disk, or for less data.',
  },
  REPOSITORY_BUSY: {
    title: 'The repository asks to be left alone for a while.',
    nextStep: 'Try again when it says.',
  },
  REPOSITORY_AWAY: {
    title: 'The repository cannot be asked.',
    nextStep: 'Try again in a moment.',
  },
  REPOSITORY_NOT_UNDERSTOOD: {
    title: 'What the repository answered was not understood.',
    nextStep:
      'Give the address of a file itself, or tell who operates this portal.',
  },
  NOT_SEARCHABLE: {
    title: 'This repository cannot be searched here.',
    nextStep: 'Search Zenodo, or give a DOI.',
  },
  NO_FILES: {
    title: 'Its repository tells of no open file.',
    nextStep: 'Give the address of a file itself instead.',
  },
  ALREADY_AN_ASSET: {
    title: 'The catalogue has a dataset of this name already.',
    nextStep: 'Use that one.',
  },
  NOT_YOUR_IMPORT: {
    title: 'It was imported by somebody else.',
    nextStep: 'Ask a manager of your community to take it out.',
  },
  FORGE_AWAY: {
    title: 'The forge does not answer.',
    nextStep: 'Try again when it answers: what was made is kept, and goes on.',
  },
  FORGE_LIMITED: {
    title: 'The forge has had too many requests.',
    nextStep: 'Try again when it says: what was made is kept, and goes on.',
  },
  FORGE_REFUSED: {
    title: 'The forge lets you in no more.',
    nextStep:
      'Make another token there, and link it again on the page Accounts.',
  },
  FORGE_FORBIDDEN: {
    title: 'The forge does not let you do this.',
    nextStep:
      'Make a token there that may do more, and link it again; or take another owner.',
  },
  FORGE_UNCLEAR: {
    title: 'The forge has refused it.',
    nextStep: 'Mend what it says, and try again.',
  },
  FORGE_NOT_LINKED: {
    title: 'You have no such forge linked.',
    nextStep: 'Link GitHub, GitLab, Gitea or Forgejo on the page Accounts.',
  },
  OWNER_UNKNOWN: {
    title: 'You may make no repositories of this owner there.',
    nextStep: 'Take yourself, or a group that you may make them in.',
  },
  REPOSITORY_EXISTS: {
    title: 'There is a repository of this name already.',
    nextStep: 'Take another name for the project, or another owner.',
  },
  REPOSITORY_CHANGED: {
    title: 'Somebody has put something into the repository meanwhile.',
    nextStep: 'Remove it at the forge, or take another name.',
  },
  BRANCH_MOVED: {
    title: 'Somebody has put something into the repository meanwhile.',
    nextStep: 'Look at what it is now, and send it once more.',
  },
  REPOSITORY_ELSEWHERE: {
    title: 'This names no repository at that forge.',
    nextStep: 'Give its address there, or owner/name; or take another account.',
  },
  REPOSITORY_NOT_FOUND: {
    title: 'The forge has no such repository, or does not show it to you.',
    nextStep: 'Compare its address with that at the forge.',
  },
  REPOSITORY_NOT_WRITABLE: {
    title: 'You may not write to this repository.',
    nextStep: 'Ask who manages it to let you in, or to do it themselves.',
  },
  REPOSITORY_PRIVATE: {
    title: 'This repository is private.',
    nextStep: 'Make it public at the forge, or say that it is meant.',
  },
  REPOSITORY_REGISTERED: {
    title: 'This repository is in the catalogue already.',
    nextStep: 'Look at its page; who put it here can take it out.',
  },
  MODULE_EXISTS: {
    title: 'There is one of this name in the catalogue already.',
    nextStep: 'Rename the repository at the forge.',
  },
  METADATA_MISSING: {
    title: 'The repository has no ai4-metadata.yml, and no tool.yaml.',
    nextStep: 'Write one, and put it on its default branch.',
  },
  METADATA_INVALID: {
    title: 'The metadata are not valid.',
    nextStep: 'Mend what is named.',
  },
  METADATA_MENDABLE: {
    title: 'The metadata are not valid, and can be mended.',
    nextStep: 'Have the mend proposed, and take it in at the forge.',
  },
  METADATA_MOVED: {
    title: 'Others have changed the metadata meanwhile.',
    nextStep: 'Read them again, and change them once more.',
  },
  NOTHING_CHANGED: {
    title: 'The metadata would be as they are.',
    nextStep: 'Change something first.',
  },
  PUBLISHING_BUSY: {
    title: 'The repository is being made by another request.',
    nextStep: 'Send the same once more in a minute.',
  },
  NOT_YOUR_REPOSITORY: {
    title: 'It was put into the catalogue by somebody else.',
    nextStep: 'Ask a manager of your community to take it out.',
  },
} as const satisfies Record<string, FailureText>;

/** The same in Spanish: what happened, what to do. One that is missing does not compile. */
export const assetsEs: Record<keyof typeof assets, [string, string]> = {
  ASSETS_UNAVAILABLE: [
    'El catálogo no responde.',
    'Reinténtelo dentro de un momento.',
  ],
  ASSET_NOT_FOUND: [
    'No hay ningún módulo ni herramienta así.',
    'Búsquelo en Módulos o en Herramientas.',
  ],
  ASSET_UNKNOWN: [
    'En el catálogo no hay nada con ese nombre.',
    'Búsquelo: quien lo publica puede haberlo renombrado o retirado.',
  ],
  SAVED_SEARCH_EXISTS: [
    'Ya tiene una búsqueda guardada con este nombre.',
    'Elija otro nombre, o elimine la otra.',
  ],
  SAVED_SEARCH_UNKNOWN: [
    'Esta búsqueda guardada ya no existe.',
    'Mire la lista de sus búsquedas guardadas.',
  ],
  TOO_MANY_SAVED_SEARCHES: [
    'Ha guardado tantas búsquedas como se puede.',
    'Elimine una que ya no necesite.',
  ],
  COMMUNITY_UNKNOWN: [
    'No hay tal comunidad en este portal.',
    'Tome la dirección del canal de la lista en el portal.',
  ],
  TEMPLATE_NOT_FOUND: [
    'No hay tal plantilla para un módulo.',
    'Tome una de las que ofrece la página para empezar un módulo.',
  ],
  TEMPLATE_NOT_READY: [
    'Esta plantilla no se puede usar en este momento.',
    'Tome otra, o avise a quien opera este portal.',
  ],
  TEMPLATE_FAILED: [
    'La plantilla no ha hecho ningún proyecto.',
    'Cambie lo que nombra el motivo; si no nombra nada, avise a quien opera este portal.',
  ],
  TEMPLATE_BUSY: [
    'En este momento se hacen muchos proyectos.',
    'Inténtelo de nuevo en un momento.',
  ],
  PROJECT_INVALID: [
    'Con lo que se ha rellenado no se puede hacer un proyecto.',
    'Cambie los campos indicados e inténtelo de nuevo.',
  ],
  MANIFEST_INVALID: [
    'Lo que su autor escribió sobre cómo lanzarlo no es válido.',
    'Avise a su autor; su página muestra los problemas.',
  ],
  NOT_IMPORTABLE: [
    'No está en ninguno de los estándares que se leen aquí.',
    'Tome un CITATION.cff, un codemeta.json u otro de los nombrados.',
  ],
  NOT_A_DATASET: [
    'Esto no nombra ningún conjunto de datos.',
    'Dé un DOI como 10.5281/zenodo.1234567, o una dirección.',
  ],
  DATASET_NOT_FOUND: [
    'Su repositorio no tiene tal conjunto de datos.',
    'Compárelo con el lugar de donde lo tiene.',
  ],
  DATASET_CLOSED: [
    'Este conjunto de datos no está abierto a todo el mundo.',
    'Descárguelo usted y súbalo a su almacenamiento.',
  ],
  DATASETS_TOO_LARGE: [
    'Los conjuntos de datos no caben en el disco.',
    'Pida más disco, o menos datos.',
  ],
  REPOSITORY_BUSY: [
    'El repositorio pide que se le deje en paz un rato.',
    'Inténtelo de nuevo cuando lo diga.',
  ],
  REPOSITORY_AWAY: [
    'No se puede preguntar al repositorio.',
    'Inténtelo de nuevo dentro de un momento.',
  ],
  REPOSITORY_NOT_UNDERSTOOD: [
    'No se entendió lo que respondió el repositorio.',
    'Dé la dirección de un archivo, o avise a quien opera este portal.',
  ],
  NOT_SEARCHABLE: [
    'No se puede buscar aquí en este repositorio.',
    'Busque en Zenodo, o dé un DOI.',
  ],
  NO_FILES: [
    'Su repositorio no habla de ningún archivo abierto.',
    'Dé en su lugar la dirección de un archivo.',
  ],
  ALREADY_AN_ASSET: [
    'El catálogo ya tiene un conjunto de datos con este nombre.',
    'Use ese.',
  ],
  NOT_YOUR_IMPORT: [
    'Lo importó otra persona.',
    'Pida a quien gestiona su comunidad que lo retire.',
  ],
  FORGE_AWAY: [
    'La forja no responde.',
    'Reinténtelo cuando responda: lo hecho se conserva, y se sigue desde ahí.',
  ],
  FORGE_LIMITED: [
    'La forja ha recibido demasiadas peticiones.',
    'Reinténtelo cuando ella diga: lo hecho se conserva, y se sigue desde ahí.',
  ],
  FORGE_REFUSED: [
    'La forja ya no le deja entrar.',
    'Cree allí otro token y vuelva a vincularla en la página Cuentas.',
  ],
  FORGE_FORBIDDEN: [
    'La forja no le permite hacer esto.',
    'Cree allí un token con más permisos y vuelva a vincularla, o elija otro propietario.',
  ],
  FORGE_UNCLEAR: [
    'La forja lo ha rechazado.',
    'Corrija lo que indica e inténtelo de nuevo.',
  ],
  FORGE_NOT_LINKED: [
    'No tiene vinculada esa forja.',
    'Vincule GitHub, GitLab, Gitea o Forgejo en la página Cuentas.',
  ],
  OWNER_UNKNOWN: [
    'Allí no puede crear repositorios de ese propietario.',
    'Elija su propia cuenta o un grupo donde pueda crearlos.',
  ],
  REPOSITORY_EXISTS: [
    'Ya hay un repositorio con ese nombre.',
    'Elija otro nombre para el proyecto, u otro propietario.',
  ],
  REPOSITORY_CHANGED: [
    'Entretanto alguien ha puesto algo en el repositorio.',
    'Elimínelo en la forja, o elija otro nombre.',
  ],
  BRANCH_MOVED: [
    'Entretanto alguien ha puesto algo en el repositorio.',
    'Mire cómo está ahora y envíelo de nuevo.',
  ],
  REPOSITORY_ELSEWHERE: [
    'Esto no nombra ningún repositorio de esa forja.',
    'Dé su dirección allí, o propietario/nombre; o elija otra cuenta.',
  ],
  REPOSITORY_NOT_FOUND: [
    'La forja no tiene tal repositorio, o no se lo muestra.',
    'Compare su dirección con la de la forja.',
  ],
  REPOSITORY_NOT_WRITABLE: [
    'No puede escribir en este repositorio.',
    'Pida a quien lo gestiona que le deje entrar, o que lo haga.',
  ],
  REPOSITORY_PRIVATE: [
    'Este repositorio es privado.',
    'Hágalo público en la forja, o diga que es a propósito.',
  ],
  REPOSITORY_REGISTERED: [
    'Este repositorio ya está en el catálogo.',
    'Mire su página; quien lo puso puede retirarlo.',
  ],
  MODULE_EXISTS: [
    'Ya hay uno con ese nombre en el catálogo.',
    'Cambie el nombre del repositorio en la forja.',
  ],
  METADATA_MISSING: [
    'El repositorio no tiene ai4-metadata.yml ni tool.yaml.',
    'Escriba uno y póngalo en su rama predeterminada.',
  ],
  METADATA_INVALID: [
    'Los metadatos no son válidos.',
    'Corrija lo que se indica.',
  ],
  METADATA_MENDABLE: [
    'Los metadatos no son válidos, y se pueden corregir.',
    'Haga que se proponga la corrección, e incorpórela en la forja.',
  ],
  METADATA_MOVED: [
    'Entretanto otras personas han cambiado los metadatos.',
    'Léalos de nuevo y cámbielos otra vez.',
  ],
  NOTHING_CHANGED: [
    'Los metadatos quedarían como están.',
    'Cambie algo antes.',
  ],
  PUBLISHING_BUSY: [
    'Otra petición está creando el repositorio.',
    'Envíe lo mismo otra vez dentro de un minuto.',
  ],
  NOT_YOUR_REPOSITORY: [
    'Otra persona lo puso en el catálogo.',
    'Pida a quien gestiona su comunidad que lo retire.',
  ],
};
