const LATER = 'Try again in a moment.';

/** What is refused of files. */
export const storageFailureTexts = {
  CURSOR_ENDED: {
    title: 'The list has changed meanwhile.',
    nextStep: 'List the folder from its beginning.',
  },
  DOWNLOAD_NOT_FOUND: {
    title: 'This address holds no more.',
    nextStep: 'Begin the download anew on the page of your files.',
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
  STORAGE_REFUSES: {
    title: 'The storage does not let you in.',
    nextStep: 'Link the account again.',
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
};
