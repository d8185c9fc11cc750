/** What becomes of files, in Spanish. */
export const ficheros = {
  'ending.stopLoses':
    'Sus procesos terminan, y su sitio no conserva ficheros de lo que ha terminado: si la reinicia, empieza con una carpeta vacía. Sus registros se conservan.',
  'ending.stopAllLoses':
    'Los procesos de todas sus tareas terminan, y su sitio no conserva ficheros de lo que ha terminado: lo que reinicie empieza con una carpeta vacía. Sus registros se conservan.',
  'ending.restartEmpty':
    'Empieza con una carpeta vacía: su sitio no conserva ficheros de lo que ha terminado.',
  'ending.snapshotFirst':
    'Una instantánea conserva sus ficheros. Hágala antes, y deténgala cuando esté completa.',
  'ending.saving':
    'Su instantánea {{name}} se está guardando. Podrá detenerla cuando esté completa.',
  'ending.saved': 'Su instantánea {{name}} del {{time}} está completa.',
  'fate.kept': 'Sus ficheros se conservan.',
  'fate.lost': 'Sus ficheros se pierden entonces.',
  'fate.saved':
    'Sus ficheros se pierden entonces; si tiene sitio, antes se hace una instantánea.',
} as const;
