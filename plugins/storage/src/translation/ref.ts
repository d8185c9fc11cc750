import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * Everything that this room says, in English.
 *
 * @public
 */
export const storageTranslationRef = createTranslationRef({
  id: 'plugin.storage',
  messages: {
    page: {
      title: 'My files',
      subtitle: 'What you keep in this portal, and in what you have linked',
      loading: 'Looking into the folder',
      storage: 'Storage',
      home: 'In this portal',
      incomplete:
        'Not all linked storages can be shown now. Try again in a moment.',
      usage: '{{used}} of {{total}} used',
      used: '{{used}} used',
      way: 'Where you are',
      root: 'All files',
      emptyTitle: 'Nothing in here yet',
      emptyDescription: 'Drop files here, or choose some of your machine.',
      notWorking: 'This storage does not work: {{reason}}',
      more: 'It has {{total}} entries; the first {{shown}} are shown.',
    },
    list: {
      label: 'Files and folders',
      name: 'Name',
      size: 'Size',
      changed: 'Changed',
      folder: 'folder',
      sortBy: 'Sort by {{column}}',
      openFolder: 'Open the folder {{name}}',
      openFile: 'Look into {{name}}',
      actions: 'What to do with {{name}}',
      toDo: 'What to do',
    },
    act: {
      upload: 'Upload',
      newFolder: 'New folder',
      refresh: 'Look again',
      download: 'Download',
      preview: 'Look into it',
      rename: 'Rename, move or copy',
      remove: 'Delete',
      cancel: 'Cancel',
    },
    folder: {
      title: 'New folder',
      name: 'Its name',
      make: 'Make it',
    },
    move: {
      title: 'Rename, move or copy {{name}}',
      storage: 'In which storage',
      to: 'Where it is to be',
      help: 'Names with / between them, from the root.',
      do: 'Move',
      keep: 'It also stays where it is',
      copy: 'Copy',
    },
    remove: {
      title: 'Delete {{name}}?',
      file: 'It cannot be brought back.',
      folder: 'All that is in it is deleted, too, and cannot be brought back.',
    },
    task: {
      move: 'Moving {{name}}',
      copy: 'Copying {{name}}',
      delete: 'Deleting {{name}}',
      done: '{{done}} done',
      of: '{{done}} of {{total}} done',
      bytes: '{{done}} of {{total}}',
      failed: 'That did not work',
    },
    upload: {
      label: 'Uploads',
      progress: '{{name}}: {{share}} % sent',
      waiting: '{{name}} waits for its turn',
      done: '{{name}} is there',
      cancelled: '{{name}} was broken off; nothing of it is there',
      failed: '{{name}} did not arrive',
      exists: 'There is a file {{name}} already.',
      replace: 'Replace it',
      noRoom: '{{name}} has {{size}}, and there is room for {{free}}.',
      cancel: 'Cancel the upload of {{name}}',
      dismiss: 'Clear what is over',
      drop: 'Drop files to upload them into this folder',
    },
    preview: {
      loading: 'Reading its beginning',
      truncated: 'This is its beginning only.',
      none: 'This kind of file cannot be shown here. Download it to see it.',
      tooLarge: 'It is too large to be shown here. Download it to see it.',
      empty: 'It is empty.',
      picture: 'The picture {{name}}',
      table: 'The first rows of {{name}}',
      text: 'The beginning of {{name}}',
    },
  },
});
