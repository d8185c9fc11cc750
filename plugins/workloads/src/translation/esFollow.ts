/** Las versiones del módulo, en español. */
export const seguimiento = {
  'follow.choice': 'Seguir con versiones más nuevas del módulo',
  'follow.choiceHint':
    'Toma por sí sola cada commit más nuevo de su rama predeterminada que ha superado las comprobaciones de este portal. Lo que no se pone en marcha se deja por la versión anterior.',
  'follow.chosen':
    'Puede seguir versiones más nuevas si no se elige ninguna revisión.',
  'follow.title': 'Versiones de su módulo',
  'follow.on':
    'Sigue con cada commit más nuevo de su módulo que ha superado las comprobaciones.',
  'follow.off': 'Se queda en la versión que ejecuta.',
  'follow.commit': 'Commit {{commit}}',
  'follow.since': 'Commit {{commit}}, desde {{since}}',
  'follow.newest': 'Lo más nuevo cuando arrancó por primera vez',
  'follow.trying': 'Está pasando al commit {{commit}}.',
  'follow.refusedTitle': 'Se ha dejado el commit {{commit}}',
  'follow.refused': 'El {{at}}: {{reason}}',
  'follow.switchOn': 'Seguir versiones más nuevas',
  'follow.switchOff': 'Quedarse en esta versión',
} as const;
