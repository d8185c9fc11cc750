/** With whom things are shared, in Spanish. */
export const compartir = {
  'sharing.title': 'Compartir',
  'sharing.about':
    'Las personas de su comunidad que usted indique, o grupos de ellas, lo encuentran entre sus cargas. Pueden lo que su propio nivel les concede allí, y no más de lo que dice su papel.',
  'sharing.roles.view': 'Verlo, con su historia y sus registros',
  'sharing.roles.use': 'Usarlo: también sus puntos de acceso y archivos',
  'sharing.roles.manage':
    'Gestionarlo: también detenerlo, reiniciarlo, guardarlo y eliminarlo, y abrir en él un terminal, que muestra todo lo que puede leer',
  'sharing.confirmEndBody': 'Lo que tenga abierto se cierra en unos segundos.',
  'sharing.whose': 'De quién',
  'sharing.whoses.mine': 'Mías',
  'sharing.whoses.shared': 'Compartidas conmigo',
  'sharing.whoses.all': 'Todas',
  'sharing.noneShared': 'Nadie comparte una carga así con usted.',
};
