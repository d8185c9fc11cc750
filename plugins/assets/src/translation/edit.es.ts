/** The same in Spanish as {@link edit} in English. */
export const editInSpanish = {
  'edit.title': 'Describir un módulo',
  'edit.titleOf': 'Metadatos de {{name}}',
  'edit.subtitle':
    'Como formulario y como fichero, que se siguen el uno al otro. No se envía nada si no lo propone.',
  'edit.link': 'Editar sus metadatos',
  'edit.start': 'Escribir metadatos',
  'edit.loading': 'Cargando los metadatos',
  'edit.form': 'Los metadatos como formulario',
  'edit.unreadable': 'El formulario vuelve cuando se pueda leer el texto',
  'edit.unreadableText': 'Corrija la línea que se nombra entre los problemas.',
  'edit.lost':
    'Lo que se rellena aquí no cabe en el fichero tal como está escrito: en su lugar hay un ancla, un alias u otra cosa. Cámbielo en el texto.',
  'edit.unknown': 'Esta dirección no nombra ningún recurso',
  'edit.unknownText':
    '{{ref}} no se puede leer como uno, como aimodule:default/mi-modulo. Siga el enlace de la página del recurso o escriba metadatos nuevos.',
  'edit.other':
    'En el fichero esto es {{value}}, que ningún formulario puede mostrar aquí. Cámbielo en el texto.',
  'edit.old.title': 'Este es un fichero de la versión 1',
  'edit.old.text':
    'El formulario vuelve cuando sea de la versión más reciente. Los comentarios se conservan.',
  'edit.old.migrate': 'Llevarlo a la versión más reciente',
  'edit.draft.title': 'Esto lo escribió aquí antes',
  'edit.draft.text':
    'Se guarda hasta que se cierre esta pestaña. Descárguelo para tenerlo como fichero.',
  'edit.draft.discard': 'Empezar de nuevo',
  'edit.source.title': 'El fichero',
  'edit.source.label': 'Texto de {{fileName}}',
  'edit.source.loading': 'Cargando el editor',
  'edit.source.open': 'Abrir un fichero',
  'edit.source.download': 'Descargar',
  'edit.source.replace.title':
    'Lo que ha escrito no está aún en ningún fichero',
  'edit.source.replace.body':
    '{{name}} ocupará su lugar. Descárguelo antes si quiere conservarlo.',
  'edit.source.replace.confirm': 'Abrir el fichero',
  'edit.source.tooLarge':
    '{{name}} ocupa más de 1 MB y no es un fichero de metadatos',
  'edit.import.title': 'Empezar con un fichero de un estándar',
  'edit.import.text':
    'CITATION.cff, codemeta.json, Croissant, RO-Crate, schema.org, FAIR4ML, MLDCAT-AP o la ficha de un modelo de Hugging Face. No se guarda nada de él.',
  'edit.import.open': 'Leer un fichero',
  'edit.import.loading': 'Leyendo el fichero',
  'edit.import.confirm': 'Tomar lo leído',
  'edit.import.tooLarge':
    '{{name}} tiene más de {{most}} caracteres. Tome uno que describa una sola cosa.',
  'edit.import.taken':
    'Leído como {{title}}; valores que están en el texto: {{total}}.',
  'edit.import.left_one': 'Uno no está:',
  'edit.import.left_other': '{{count}} no están:',
  'edit.import.why.noPlace': 'Nuestros metadatos no tienen sitio para ello.',
  'edit.import.why.otherForm': 'No está en una forma que se lea aquí.',
  'edit.import.why.onlyOne': 'Solo se conserva uno de ellos.',
  'edit.import.why.otherLanguage': 'Está en otro idioma.',
  'edit.import.why.tooLong': 'Tiene más de {{most}} caracteres.',
  'edit.import.why.tooMany': 'No se conservan más de {{most}}.',
  'edit.import.why.notInAi4':
    'ai4-metadata no tiene sitio para ello; un fichero en nuestro formato, sí.',
  'edit.import.why.noWord':
    'ai4-metadata no tiene ahí esa palabra; es una etiqueta.',
  'edit.import.why.noFiles':
    'Va junto a los ficheros, de los que no se dice nada.',
  'edit.import.why.more': 'Hay tantos más.',
  'edit.import.why.notFetched':
    'No se descarga nada: sus palabras se leen como las de schema.org, si no tienen otras.',
  'edit.import.why.ofOthers': 'Se dice de otras cosas.',
  'edit.import.why.oneThing': 'Solo se lee una cosa: dele un documento propio.',
  'edit.import.why.packages':
    'Los paquetes se leen de su repositorio y sus comprobaciones.',
  'edit.import.why.inCrate': 'Está en el crate.',
  'edit.import.why.foundElsewhere': 'Es dónde se encuentra en otra parte.',
  'edit.import.why.calledElsewhere':
    'Es cómo se llama y dónde se encuentra en otra parte.',
  'edit.import.why.placeHere':
    'Trata del lugar donde se encuentra, que aquí es este portal.',
  'edit.import.why.decidedHere': 'De quién es en este portal se decide aquí.',
  'edit.import.why.codeLeads': 'El repositorio de su código lleva allí.',
  'edit.import.why.measuredAnew': 'Las cualidades se miden de nuevo.',
  'edit.import.why.inFiles':
    'Lo que hay en los ficheros lo lee quien los carga.',
  'edit.import.why.askToCite':
    'Cada portal dice por sí mismo cómo pedir una cita.',
  'edit.import.why.peopleAsked':
    'A las personas se les pregunta en el repositorio.',
  'edit.import.why.noBytes': 'No dice una cantidad de bytes con su unidad.',
  'edit.import.why.otherLink':
    'No es ninguno de los enlaces que tienen nuestros metadatos.',
  'edit.import.why.parts':
    'De sus partes se conservan los ficheros y las bibliotecas de nuestras listas.',
  'edit.problems.title': 'Problemas',
  'edit.problems.none': 'No tiene nada incorrecto.',
  'edit.problems.count_one': 'Un problema.',
  'edit.problems.count_other': '{{count}} problemas.',
  'edit.problems.mend': 'Corregir',
  'edit.problems.mendThis': 'Corregir: {{message}}',
  'edit.problems.mendAll': 'Corregir estos {{total}}',
  'edit.problems.show': 'Mostrar',
  'edit.problems.showThis': 'Mostrar la línea {{line}}',
  'edit.score.title': 'Qué tan completo está',
  'edit.score.value': '{{score}} de 100',
  'edit.score.missing': 'Lo que más lo elevaría:',
  'edit.group.about': 'Qué es',
  'edit.group.finding': 'Cómo se encuentra',
  'edit.group.links': 'Enlaces',
  'edit.group.dates': 'Fechas',
  'edit.group.inference': 'Lo que necesita para predecir',
  'edit.group.training': 'Lo que necesita para entrenar',
  'edit.field.title': 'Título',
  'edit.field.summary': 'En una frase',
  'edit.field.description': 'Descripción (Markdown)',
  'edit.field.license': 'Licencia, por su identificador en SPDX',
  'edit.field.doi': 'DOI',
  'edit.field.version': 'Versión',
  'edit.field.authors': 'Autores',
  'edit.field.tasks': 'Tareas',
  'edit.field.libraries': 'Bibliotecas',
  'edit.field.categories': 'Categorías',
  'edit.field.dataTypes': 'Tipos de datos',
  'edit.field.tags': 'Etiquetas',
  'edit.field.sourceCode': 'Código fuente',
  'edit.field.documentation': 'Documentación',
  'edit.field.dockerImage': 'Imagen',
  'edit.field.dataset': 'Conjunto de datos con el que se entrenó',
  'edit.field.weights': 'Pesos',
  'edit.field.citation': 'Cómo citarlo',
  'edit.field.baseModel': 'Modelo en el que se basa',
  'edit.field.createdAt': 'Creado el (2026-01-31)',
  'edit.field.updatedAt': 'Último cambio el (2026-01-31)',
  'edit.field.cpuCores': 'Núcleos de CPU',
  'edit.field.memoryBytes': 'Memoria',
  'edit.field.gpuCount': 'GPU',
  'edit.field.gpuMemoryBytes': 'Memoria de la GPU',
  'edit.field.gpuComputeCapability': 'Capacidad de cómputo de la GPU',
  'edit.field.storageBytes': 'Disco',
} as const;
