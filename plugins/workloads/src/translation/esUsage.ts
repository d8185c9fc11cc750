/** What a workload uses of what it has, in Spanish. */
export const uso = {
  'usage.title': 'Uso',
  'usage.cpu': 'Núcleos de CPU',
  'usage.memory': 'Memoria',
  'usage.disk': 'Disco',
  'usage.gpu': 'GPU ocupadas',
  'usage.range.label': 'Desde cuándo',
  'usage.range.hour': 'La última hora',
  'usage.range.day': 'El último día',
  'usage.range.month': 'El último mes',
  'usage.failed': 'No se ha podido preguntar qué usa',
  'usage.none':
    'En este tiempo no se ha medido nada. Las primeras cifras llegan uno o dos minutos después de que arranque.',
  'usage.off': 'Este portal no mide qué usan las cargas de trabajo.',
  'usage.meanAndPeak':
    '{{mean}} de {{has}} de media, {{peak}} como máximo. La línea discontinua es lo que tiene.',
  'usage.busyGpus': '{{mean}} del tiempo de media.',
  'usage.chart': '{{name}} a lo largo del tiempo: {{words}}',
  'usage.table': 'Todas las cifras',
  'usage.when': 'Cuándo',
  'usage.unknown': 'no se sabe',
  'usage.advice.title': 'Para la próxima vez',
  'usage.advice.fewerCores':
    'Ha usado como máximo {{peak}} de {{has}} núcleos: pida {{enough}}, y puede que arranque antes.',
  'usage.advice.moreCores':
    'Ha usado de media {{mean}} de {{has}} núcleos: con más puede ir más rápido.',
  'usage.advice.lessMemory':
    'Ha usado como máximo {{peak}} de {{has}} de memoria: bastarían {{enough}}.',
  'usage.advice.moreMemory':
    'Ha usado {{peak}} de {{has}} de memoria, y se interrumpe si necesita más: pida más.',
  'usage.advice.moreDisk':
    'Sus ficheros ocupan {{used}} de {{has}}: pida más disco o borre algunos.',
  'usage.advice.noGpu':
    'Sus GPU han estado ocupadas el {{share}} del tiempo: sin ninguna puede que arranque antes.',
  'idle.title': 'Nadie la usa',
  'idle.warning':
    'No se ha usado desde {{since}}. Se detendrá el {{stopsAt}}. {{files}} Úsela, o haga que siga en marcha.',
  'idle.keepDay': 'Que siga en marcha un día',
  'idle.keepWeek': 'Que siga en marcha una semana',
  'idle.snoozed': 'Sigue en marcha al menos hasta {{until}}.',
  'idle.badge': 'Se detendrá sin uso: {{stopsAt}}',
} as const;
