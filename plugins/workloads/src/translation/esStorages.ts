/** What the page of a workload says of its storages, in Spanish. */
export const almacenamientos = {
  'storage.title': 'Almacenamiento',
  'storage.failed': 'No se ha podido preguntar cómo está su almacenamiento',
  'storage.since': 'desde {{at}}',
  'storage.answers': 'contesta en {{ms}} ms',
  'storage.writes': 'escribe a {{rate}}',
  'storage.reads': 'lee a {{rate}}',
  'storage.slow':
    'Es lento. Cuando la despliegue otra vez, elija Copiar en Almacenamiento: los programas trabajan entonces con ficheros de la máquina.',
  'storage.copyBack': 'Copiar de vuelta ahora',
  'storage.state.unknown': 'Aún no se sabe nada de él.',
  'storage.state.silent': 'No contesta',
  'storage.state.ended': 'Estuvo montado hasta que terminó la carga.',
  'storage.state.copying-in': 'Se está copiando: {{bytes}} de {{total}}.',
  'storage.state.copied-in':
    'Aquí hay una copia. Ficheros: {{files}}, {{bytes}}. Lo que cambie se copia de vuelta al final.',
  'storage.state.copied':
    'Aquí hubo una copia. Ficheros: {{files}}, {{bytes}}.',
  'storage.state.copying-back':
    'Se está copiando de vuelta lo que ha cambiado.',
  'storage.state.copied-back':
    'Lo que había cambiado se copió de vuelta. Ficheros: {{files}}.',
  'storage.state.left': 'Ficheros que no se copiaron de vuelta: {{files}}',
  'storage.state.waits':
    'Ficheros que aún no se han copiado de vuelta: {{files}}',
  'storage.state.notArrived': 'Ficheros que no han llegado a él: {{files}}',
  'storage.state.neverBack': 'Lo que cambió no se copió de vuelta',
  'storage.step.silent':
    'La carga sigue. Lo que escribe espera y llega cuando el almacenamiento contesta; lo que lee falla hasta entonces.',
  'storage.step.waits':
    'Se intenta una y otra vez hasta las {{at}}, y la carga termina cuando está hecho.',
  'storage.step.notArrived':
    'La carga terminó antes. Compare lo que tiene el almacenamiento con lo que se escribió, y escriba otra vez lo que falte.',
  'storage.step.lost':
    'Su sitio conserva sus ficheros por un tiempo: tómelos ahora de su carpeta.',
  'storage.step.left':
    'Cópielos de vuelta ahora, cuando el almacenamiento conteste; un reinicio lo hace antes que nada. O tome los ficheros de su carpeta.',
  'storage.beside':
    'Ambas partes habían cambiado estos. El almacenamiento conserva los suyos; los de la carga están al lado:',
} as const;
