/** Logs, in Spanish. */
export const registros = {
  'logs.title': 'Registro',
  'logs.task': 'Tarea',
  'logs.pause': 'Pausar',
  'logs.resume': 'Seguir',
  'logs.download': 'Descargarlo entero',
  'logs.empty': 'Todavía no hay salida.',
  'logs.truncated': 'Las líneas más antiguas ya no se guardan aquí.',
  'logs.following': 'Siguiendo',
  'logs.paused': 'En pausa',
  'logs.ended': 'La tarea ha terminado',
  'logs.broken': 'Se perdió la conexión; reintentando',
  'logs.refused': 'No puede seguirlo',
  'logs.output': 'Salida de {{task}}',
  'logs.notSaved': 'No se ha podido descargar el registro',
} as const;
