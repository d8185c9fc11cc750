/** The same in Spanish as in `repositories.ts` in English. */
export const repositoriesInSpanish = {
  'register.link': 'Ya tengo un repositorio',
  'register.title': 'Hacer un módulo de un repositorio',
  'register.subtitle':
    'Uno en el que pueda escribir, con un ai4-metadata.yml en su rama predeterminada. Desde entonces se lee en su nombre; nada cambia en él.',
  'register.none':
    'Vincule antes la forja en la que está: GitHub, GitLab, Gitea o Forgejo.',
  'register.repository': 'Repositorio',
  'register.help': 'Su dirección en la forja, o propietario/nombre.',
  'register.showsPrivate': 'Mostrarlo también mientras sea privado',
  'register.showsPrivateText':
    'Todo el mundo aquí ve entonces su descripción y su README; su código, no.',
  'register.plan': 'Qué sería',
  'register.make': 'Hacer un módulo de él',
  'register.busy': 'Preguntando a la forja',
  'register.failed': 'No se puede hacer un módulo de él',
  'register.wouldBe': 'No se ha cambiado nada. Sería el módulo {{name}}.',
  'register.done': '{{name}} ya es un módulo',
  'register.branch': 'Rama {{branch}}',
  'register.problems': 'Qué podría mejorar en sus metadatos',
  'register.page': 'Su página en el catálogo',
  'yours.title': 'Su repositorio',
  'yours.mine': 'Usted lo puso aquí: se lee con lo que ha vinculado.',
  'yours.others': 'Otra persona lo puso aquí.',
  'yours.branch': 'Rama',
  'yours.trouble': 'Ahora no se puede leer: {{reason}}.',
  'yours.open': 'Abrirlo en la forja',
  'yours.failed': 'Ahora no se puede saber qué puede hacer con su repositorio',
  'yours.withdraw': 'Retirarlo del catálogo',
  'yours.withdrawTitle': '¿Retirar {{name}} del catálogo?',
  'yours.withdrawText':
    'Nadie lo encontrará ni lo lanzará aquí. El repositorio sigue en su forja tal como está, y puede volver a ser un módulo.',
  'yours.withdrawNow': 'Retirarlo',
  'yours.withdrawing': 'Retirándolo',
  'yours.withdrawFailed': 'Sigue en el catálogo',
  'propose.title': 'Proponerlo a su repositorio',
  'propose.text':
    'Un commit en una rama propia, y una petición de incorporarlo a {{branch}} de {{url}}.',
  'propose.button': 'Proponer el cambio',
  'propose.invalid':
    'Corrija antes los errores: solo se propone lo que es válido.',
  'propose.unread':
    'Ahora no se puede leer su repositorio: el texto es el del catálogo, y no se puede proponer',
  'propose.baseless': 'Lo escrito aquí no se puede proponer',
  'propose.baselessText':
    'Se empezó cuando no se podía leer su repositorio: propuesto ahora, podría deshacer lo que otros han cambiado desde entonces. Descárguelo, lea el fichero de nuevo y cámbielo.',
  'propose.planning': 'Preguntando a la forja cómo es ahora',
  'propose.name': 'Qué cambia, en una línea',
  'propose.fields': 'Qué difiere: {{fields}}.',
  'propose.words': 'Qué difiere: comentarios o su orden.',
  'propose.send': 'Proponerlo',
  'propose.again': 'Leerlo de nuevo y perder lo escrito aquí',
  'propose.done': 'Está propuesto',
  'propose.open': 'Abrir la petición {{number}} en la forja',
} as const;
