/** What `create` says, in Spanish. */
export const esCreate = {
  'create.title': 'Un portal para una comunidad',
  'create.subtitle':
    'Diga cómo ha de ser; recibirá su fichero, comprobado como lo hace el portal.',
  'create.loading': 'Preguntando qué hay que decir…',
  'create.none': 'No puede hacer ninguno',
  'create.noneText': 'Pueden quienes gestionan una comunidad.',
  'create.make': 'Hacer los ficheros',
  'create.made': 'Los ficheros',
  'create.madeText':
    'Lléveselos, cambie lo que quiera y pida a quien opera el portal que nombre el primero en communities.list.',
  'create.save': 'Descargar',
  'create.saveOf': 'Descargar {{file}}',
  'create.link': 'Hacer un portal para una comunidad',
};
