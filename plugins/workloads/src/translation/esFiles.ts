/** What becomes of files, in Spanish. */
export const ficheros = {
  'ending.stopLoses':
    'Sus procesos terminan, y su sitio no conserva ficheros de lo que ha terminado: si la reinicia, empieza con una carpeta vacía. Sus registros se conservan.',
  'ending.stopAllLoses':
    'Los procesos de todas sus tareas terminan, y su sitio no conserva ficheros de lo que ha terminado: lo que reinicie empieza con una carpeta vacía. Sus registros se conservan.',
  'ending.restartEmpty':
    'Empieza con una carpeta vacía: su sitio no conserva ficheros de lo que ha terminado.',
  'ending.notCopiedBack':
    'No todo lo que cambió está en su almacenamiento. Su página dice en Almacenamiento qué se puede hacer.',
  'ending.giveUp': 'Eliminar también lo que no está en su almacenamiento',
  'ending.giveUpAll':
    'También las que cambiaron lo que no está en su almacenamiento',
  'ending.snapshotFirst':
    'Una instantánea conserva sus ficheros. Hágala antes, y deténgala cuando esté completa.',
  'ending.saving':
    'Su instantánea {{name}} se está guardando. Podrá detenerla cuando esté completa.',
  'ending.saved': 'Su instantánea {{name}} del {{time}} está completa.',
  'files.title': 'Ficheros',
  'files.hint':
    'Lo que hay ahora en su propia carpeta. Los enlaces no se muestran.',
  'files.show': 'Mostrar sus ficheros',
  'files.refresh': 'Volver a mirar',
  'files.way': 'Dónde está en su carpeta',
  'files.root': 'Su carpeta',
  'files.list': 'Lo que hay aquí',
  'files.openOne': 'Abrir la carpeta {{name}}',
  'files.downloadOne': 'Descargar {{name}}',
  'files.none': 'Aquí no hay nada.',
  'files.gone': 'Su sitio ha eliminado estos ficheros, o no puede mostrarlos.',
  'files.failed': 'No ha funcionado con sus ficheros',
  'fate.kept': 'Sus ficheros se conservan.',
  'fate.lost': 'Sus ficheros se pierden entonces.',
  'fate.saved':
    'Sus ficheros se pierden entonces; si tiene sitio, antes se hace una instantánea.',
} as const;
