/** What pages say of what becomes of files. */
export const fileMessages = {
  ending: {
    stopLoses:
      'Its processes end, and its site keeps no files of what has ended: if you restart it, it begins with an empty folder. Its logs stay.',
    stopAllLoses:
      'The processes of all its tasks end, and their site keeps no files of what has ended: what you restart begins with an empty folder. Their logs stay.',
    restartEmpty:
      'It begins with an empty folder: its site keeps no files of what has ended.',
    notCopiedBack:
      'Not all that it changed is in its storage. Its page says under Storage what can be done.',
    giveUp: 'Delete also what is not in its storage',
    giveUpAll: 'Also those that changed what is not in their storage',
    snapshotFirst:
      'A snapshot keeps its files. Take one first, and stop it when that is complete.',
    saving:
      'Its snapshot {{name}} is being saved. You can stop it when that is complete.',
    saved: 'Its snapshot {{name}} of {{time}} is complete.',
  },
  files: {
    title: 'Files',
    hint: 'What lies in its own folder now. Links are left out.',
    show: 'Show its files',
    refresh: 'Look again',
    way: 'Where you are in its folder',
    root: 'Its folder',
    list: 'What lies here',
    openOne: 'Open the folder {{name}}',
    downloadOne: 'Download {{name}}',
    none: 'Nothing lies here.',
    gone: 'Its site has removed these files, or cannot show them.',
    failed: 'That did not work with its files',
  },
  fate: {
    kept: 'Its files are kept.',
    lost: 'Its files are lost then.',
    saved:
      'Its files are lost then; where you have room, a snapshot is taken before.',
  },
} as const;
