/** The same in Spanish as in `repositories.ts` in English. */
export const repositoriesInSpanish = {
  'register.link': 'Ya tengo un repositorio',
  'register.title': 'Hacer un módulo o una herramienta de un repositorio',
  'register.subtitle':
    'Uno en el que pueda escribir, con un ai4-metadata.yml, o el tool.yaml de una herramienta, en su rama predeterminada. Desde entonces se lee en su nombre; nada cambia en él.',
  'register.none':
    'Vincule antes la forja en la que está: GitHub, GitLab, Gitea o Forgejo.',
  'register.repository': 'Repositorio',
  'register.help': 'Su dirección en la forja, o propietario/nombre.',
  'register.showsPrivate': 'Mostrarlo también mientras sea privado',
  'register.showsPrivateText':
    'Todo el mundo aquí ve entonces su descripción y su README; su código, no.',
  'register.plan': 'Qué sería',
  'register.make': 'Ponerlo en el catálogo',
  'register.busy': 'Preguntando a la forja',
  'register.failed': 'No está en el catálogo',
  'register.wouldBe': 'No se ha cambiado nada. Sería {{name}} en el catálogo.',
  'register.done': '{{name}} ya está en el catálogo',
  'register.tool':
    'De una herramienta, el operador de este portal dice si se puede lanzar aquí. Su página dice lo que tiene que saber.',
  'register.branch': 'Rama {{branch}}',
  'register.problems': 'Qué podría mejorar en sus metadatos',
  'register.mend': 'Proponer la corrección',
  'register.mending': 'La corrección de sus metadatos está propuesta',
  'register.mendingText':
    'Incorpórela en la forja. Entonces se puede poner en el catálogo: pulse otra vez.',
  'register.page': 'Su página en el catálogo',
  'project.metadata.title': 'Qué dice su {{path}}',
  'project.metadata.none': 'No hay nada mal en él.',
  'project.metadata.count_one': 'Una cosa podría mejorar.',
  'project.metadata.count_other': '{{count}} cosas podrían mejorar.',
  'project.metadata.mended_one': 'Se ha corregido una.',
  'project.metadata.mended_other': 'Se han corregido {{count}}.',
  'project.metadata.invalid':
    'Con errores no llega a ser módulo del catálogo; repositorio o fichero zip, sí.',
  'project.metadata.mend': 'Corregir aquello de lo que no hay duda',
  'project.metadata.list': 'Qué podría mejorar en sus metadatos',
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
    'Nadie lo encontrará ni lo lanzará aquí. El repositorio sigue en su forja tal como está, y puede volver aquí.',
  'yours.withdrawNow': 'Retirarlo',
  'yours.withdrawing': 'Retirándolo',
  'yours.withdrawFailed': 'Sigue en el catálogo',
  'trust.title': '¿Se puede lanzar aquí?',
  'trust.awaited': 'Cuando el operador esté de acuerdo',
  'trust.awaitedText':
    'Alguien la ha escrito en un repositorio suyo, y nadie de quienes llevan este portal la ha mirado. Pídaselo: dan su acuerdo a un commit.',
  'trust.snippet': 'Lo que el operador añade a assets.trustedRepositories',
  'trust.given': 'Sí: el operador está de acuerdo',
  'trust.unready': 'Todavía no: el operador está de acuerdo, pero falta algo',
  'trust.commit': 'Commit',
  'trust.branch': 'Rama de confianza',
  'trust.behind':
    'Su repositorio ha seguido desde entonces. Lo nuevo se ejecuta cuando el operador esté de acuerdo con ese commit.',
  'trust.missing': 'Qué falta',
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
