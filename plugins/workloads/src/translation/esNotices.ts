/** What one was told, in Spanish. */
export const avisos = {
  'notices.kind.ready': 'Disponible',
  'notices.kind.completed': 'Terminada',
  'notices.kind.failed': 'Ha fallado',
  'notices.kind.idle-first': 'Nadie la usa',
  'notices.kind.idle-last': 'Nadie la usa, último aviso',
  'notices.kind.idle-stopped': 'Detenida porque nadie la usaba',
  'notices.kind.updated': 'Sigue con una versión más nueva de su módulo',
  'notices.kind.update-failed':
    'Una versión más nueva de su módulo no se puso en marcha',
  'notices.bell': 'Avisos, ninguno sin leer',
  'notices.unread': 'Avisos, {{total}} sin leer',
  'notices.title': 'Avisos',
  'notices.subtitle': 'Qué ha sido de sus cargas de trabajo mientras no estaba',
  'notices.loading': 'Cargando sus avisos',
  'notices.new': 'Nuevo',
  'notices.group': 'Las {{total}} que se lanzaron juntas',
  'notices.emptyTitle': 'Nada que contar',
  'notices.emptyDescription':
    'Cuando algo suyo está disponible, termina o falla después del tiempo que fija en Preferencias, se cuenta aquí.',
} as const;
