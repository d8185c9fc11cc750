/** Snapshots, in Spanish. */
export const instantaneas = {
  'snapshot.tab': 'Instantáneas ({{total}})',
  'snapshot.state.queued': 'En cola',
  'snapshot.state.saving': 'Guardándose',
  'snapshot.state.complete': 'Completa',
  'snapshot.state.failed': 'Fallida',
  'snapshot.state.deleting': 'Eliminándose',
  'snapshot.take': 'Instantánea',
  'snapshot.takeNamed': 'Hacer una instantánea de {{name}}',
  'snapshot.dialogTitle': 'Instantánea de {{name}}',
  'snapshot.measuring': 'Midiéndola en su sitio',
  'snapshot.size': 'Tamaño',
  'snapshot.room': 'Queda sitio para',
  'snapshot.yours': 'Sus instantáneas',
  'snapshot.used': '{{used}} de {{limit}}, {{number}} de {{most}} instantáneas',
  'snapshot.noRoom':
    'No queda sitio para ella: elimine otra instantánea o ficheros que no hagan falta.',
  'snapshot.title': 'Título',
  'snapshot.kept':
    'Guarda los ficheros de la carpeta de la carga de trabajo y lo que su programa cambió en otras partes, si se ejecuta en un contenedor. La carga de trabajo sigue; en un contenedor se detiene un momento.',
  'snapshot.leftOutBefore':
    'Quedan fuera los montajes, las variables y los ficheros en los que hay un secreto de la carga de trabajo.',
  'snapshot.failed': 'No se ha hecho ninguna instantánea',
  'snapshot.begun': 'Se está guardando la instantánea {{name}}',
  'snapshot.begunText':
    'Puede cerrar esto, y detener la carga de trabajo cuando esté completa.',
  'snapshot.done': 'Listo',
  'snapshot.see': 'Ver mis instantáneas',
  'snapshot.loading': 'Cargando sus instantáneas',
  'snapshot.list': 'Mis instantáneas',
  'snapshot.emptyTitle': 'Aún no hay instantáneas',
  'snapshot.emptyDescription':
    'Abra una carga de trabajo que se ejecute y pulse Instantánea: se guarda lo que ha llegado a ser y se puede desplegar de nuevo, también con otros recursos.',
  'snapshot.saved': 'Guardado',
  'snapshot.savedOf': '{{done}} de {{total}}',
  'snapshot.leftOut': 'Queda fuera',
  'snapshot.leftOutFiles':
    'Ficheros con secretos: {{secrets}}; ficheros que no se han podido leer: {{unreadable}}. {{names}}',
  'snapshot.deploy': 'Desplegar de nuevo',
  'snapshot.deployNamed': 'Desplegar de nuevo: {{asset}} desde {{name}}',
  'snapshot.confirmTitle': '¿Eliminar la instantánea {{name}}?',
  'snapshot.confirmBody':
    'Se elimina para siempre. Lo que se desplegó con ella sigue; si se ejecuta en un contenedor, puede que no vuelva a arrancar.',
  'snapshot.beginsWith': 'Empieza con la instantánea {{name}}',
  'snapshot.beginsWithText':
    'De {{time}}, {{size}}, hecha en {{site}}. Los valores de abajo son los que tenía su carga de trabajo; puede cambiarlos.',
  'snapshot.without': 'Desplegar sin la instantánea',
  'snapshot.begunWith': 'Empezó con la instantánea',
} as const;
