/** With whom things are shared, in Spanish. */
export const compartir = {
  'sharing.title': 'Compartir',
  'sharing.named': 'Compartir {{name}}',
  'sharing.about':
    'Las personas de su comunidad que usted indique, o grupos de ellas, lo encuentran entre sus cargas. Pueden lo que su propio nivel les concede allí, y no más de lo que dice su papel.',
  'sharing.roles.view': 'Verlo, con su historia y sus registros',
  'sharing.roles.use': 'Usarlo: también sus puntos de acceso y archivos',
  'sharing.roles.manage':
    'Gestionarlo: también detenerlo, reiniciarlo, guardarlo y eliminarlo, y abrir en él un terminal, que muestra todo lo que puede leer',
  'sharing.confirmEndBody': 'Lo que tenga abierto se cierra en unos segundos.',
  'sharing.snapshotAbout':
    'Las personas de su comunidad que usted indique, o grupos de ellas, la encuentran entre sus instantáneas. Pueden lo que su propio nivel les concede allí, y no más de lo que dice su papel.',
  'sharing.snapshotRoles.view': 'Verla',
  'sharing.snapshotRoles.use':
    'Lanzar desde ella: también reciben una copia de todo lo que contiene',
  'sharing.snapshotRoles.manage': 'También eliminarla',
  'sharing.snapshotEnd': 'Lo que hayan lanzado desde ella sigue siendo suyo.',
  'sharing.whose': 'De quién',
  'sharing.whoses.mine': 'Mías',
  'sharing.whoses.shared': 'Compartidas conmigo',
  'sharing.whoses.all': 'Todas',
  'sharing.noneShared': 'Nadie comparte una carga así con usted.',
};
