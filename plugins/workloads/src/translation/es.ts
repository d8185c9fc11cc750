import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { paradas } from './esDowntimes';
import { ficheros } from './esFiles';
import { seguimiento } from './esFollow';
import { avisos } from './esNotices';
import { claves } from './esPasswords';
import { compartir } from './esSharing';
import { registros } from './esLogs';
import { razones } from './esReasons';
import { ejecuciones } from './esRuns';
import { sitios } from './esSites';
import { instantaneas } from './esSnapshots';
import { estados } from './esStates';
import { almacenamientos } from './esStorages';
import { uso } from './esUsage';
import { workloadsTranslationRef } from './ref';

const formulario = {
  'deploy.otherWays': 'También se puede lanzar como:',
  'deploy.usualWay': 'De la forma habitual',
  'deploy.title': 'Desplegar {{asset}}',
  'deploy.untitled': 'Desplegar',
  'deploy.subtitle':
    'Indique lo que necesita, vea dónde se ejecutará y arránquelo.',
  'deploy.loading': 'Cargando el formulario',
  'deploy.missingTitle': 'No se ha elegido nada que desplegar',
  'deploy.missingDescription':
    'Elija un módulo o una herramienta y pulse allí Desplegar.',
  'deploy.unknownTitle': 'Aquí no hay nada que desplegar',
  'deploy.unknownDescription':
    'Ningún módulo ni herramienta se llama {{ref}}, o no se puede lanzar.',
  'deploy.browse': 'Ver los módulos',
  'deploy.submit': 'Desplegar',
  'deploy.submitting': 'Desplegando',
  'deploy.formLabel': 'Formulario de lanzamiento',
  'deploy.failed': 'No se ha desplegado',
  'deploy.kept': 'Todo lo que ha escrito sigue aquí.',
  'deploy.checkFields': 'Revise algunos campos',
  'deploy.noAnswer': 'No llegó ninguna respuesta',
  'deploy.maybeAccepted':
    'Aun así, es posible que se aceptara. Si despliega aquí otra vez los mismos valores, no arranca una segunda.',
  'deploy.maybeLaunched': 'Es posible que un intento anterior se aceptara.',
  'deploy.seeWorkloads': 'Ver mis cargas de trabajo',
  'deploy.relink': 'Vincularlo de nuevo',
  'deploy.copy': 'Hacer lo mismo por programa',
  'deploy.modules': 'Módulos',
  'deploy.backToAsset': 'Volver',
  'advice.title': '¿Dónde podría arrancar ahora?',
  'advice.about':
    'Pregunta a los sitios por menos recursos y por otras GPU. No se arranca nada ni se le reserva plaza.',
  'advice.ask': 'Averiguarlo',
  'advice.asking': 'Preguntando a los sitios',
  'advice.failed': 'No se ha podido preguntar a los sitios',
  'advice.none':
    'Nada de lo que se ha probado abre un sitio donde no pueda arrancar ahora.',
  'advice.incomplete': 'Se acabó el tiempo antes de probarlo todo.',
  'advice.instead': '{{to}} en lugar de {{from}}',
  'advice.anyGpu': 'cualquier GPU',
  'advice.suggestion': 'Con {{changes}} puede arrancar ahora en {{sites}}.',
  'advice.verified': 'Comprobado con el ensayo: {{time}}',
  'advice.take': 'Usar estos valores',
  'advice.takeNamed': 'Usar estos valores: {{changes}}',
  'advice.matrix': 'Lo que dice cada sitio de cada opción',
  'advice.asked': 'Se pide',
  'advice.asItIs': 'Tal como está',
  'advice.noRoom': 'No cabe en sus cuotas.',
  'plan.title': 'Dónde se ejecutará',
  'plan.asking': 'Preguntando a los sitios',
  'plan.waiting': 'Complete el formulario para ver dónde puede ejecutarse.',
  'plan.failed': 'No se ha podido preguntar a los sitios',
  'plan.noSites':
    'No hay ningún sitio conectado. Pregunte al operador de este portal.',
  'plan.now': 'Puede arrancar ahora',
  'plan.later': 'Puede arrancar más tarde',
  'plan.never': 'No puede ejecutarse aquí',
  'plan.unknown': 'No responde ahora',
  'plan.nowhere': 'Con estos valores no puede ejecutarse en ningún sitio.',
  'plan.resources': 'Lo que recibirá',
  'plan.lifetime': 'Duración',
  'plan.engine': 'Motor: {{engine}}',
  'plan.priority': 'Su prioridad: {{priority}} de 100',
  'plan.where': 'Dónde',
  'plan.best': 'El mejor sitio (recomendado)',
  'plan.bestNow': 'Ahora mismo es {{site}}.',
  'plan.bestNone': 'Ahora mismo ningún sitio que responda puede ejecutarla.',
  'plan.siteGone':
    'Ahora no hay aquí ningún sitio {{site}}. Elija dónde debe ejecutarse.',
  'plan.free': 'Libre: {{cpu}} núcleos de CPU, {{memory}} de memoria',
  'plan.freeGpu_one':
    'Libre: {{cpu}} núcleos de CPU, {{memory}} de memoria, {{gpu}} GPU',
  'plan.freeGpu_other':
    'Libre: {{cpu}} núcleos de CPU, {{memory}} de memoria, {{gpu}} GPU',
  'plan.ofTotal': '{{free}} de {{total}}',
  'plan.capacityFailed':
    'No se ha podido preguntar qué hay libre en los sitios.',
  'lifetime.service': 'Se ejecuta hasta que usted lo detenga',
  'lifetime.batch': 'Se ejecuta hasta que termine',
  'lifetime.try': 'Para probar',
  'lifetime.on-demand': 'Se ejecuta cuando se le llama',
  'lifetime.limited': '{{kind}}, como máximo {{duration}}',
  'field.editorLoading': 'Cargando el editor',
  'dataset.asking': 'Se pregunta a su repositorio qué es',
  'dataset.unknown': 'Su repositorio no dice qué es',
  'dataset.again': 'Preguntar otra vez',
  'dataset.files_one': 'Un fichero, {{size}}',
  'dataset.files_other': '{{count}} ficheros, {{size}}',
  'dataset.atLeast_one': 'Un fichero, al menos {{size}}',
  'dataset.atLeast_other': '{{count}} ficheros, al menos {{size}}',
  'dataset.closed':
    'No está abierto a todo el mundo: una carga de trabajo no puede traerlo.',
  'dataset.noFiles':
    'Su repositorio no habla de ningún fichero abierto, así que no se puede traer.',
  'problem.dataset':
    'Un DOI como 10.5281/zenodo.1234, o una dirección que empiece por https://, sin contraseña.',
} as const;

const lista = {
  'list.title': 'Mis cargas de trabajo',
  'list.subtitle': 'Lo que ha lanzado y cómo va',
  'list.tabs': 'Para qué se lanzaron',
  'list.tab.interactive': 'Interactivas ({{total}})',
  'list.tab.batch': 'Por lotes ({{total}})',
  'list.tab.try': 'Pruebas ({{total}})',
  'list.noneOf.interactive': 'No ha lanzado nada en lo que trabajar.',
  'list.noneOf.batch': 'Aquí no hay trabajos por lotes.',
  'list.noneOf.try': 'No está probando nada.',
  'list.array': 'Serie de {{total}}',
  'list.inState': '{{state}}: {{total}}',
  'list.task': 'Tarea {{number}} de {{total}}',
  'list.tasksOf': 'Serie de {{total}}: tareas de {{name}}',
  'list.loading': 'Cargando sus cargas de trabajo',
  'list.tableLabel': 'Mis cargas de trabajo',
  'list.name': 'Nombre',
  'list.state': 'Estado',
  'list.from': 'De',
  'list.community': 'Comunidad: {{community}}',
  'list.site': 'Sitio',
  'list.resources': 'Recursos',
  'list.created': 'Creada',
  'list.actions': 'Acciones',
  'list.filter': 'Estado',
  'list.filterAll': 'Todos los estados',
  'list.shown': 'Se muestran {{shown}} de {{total}}',
  'list.more': 'Mostrar más',
  'list.none': 'Ninguna está en este estado.',
  'list.noneLoaded':
    'Ninguna de las cargadas hasta ahora está en este estado. Pulse Mostrar más para seguir buscando.',
  'list.onlyLoaded':
    'Solo se busca en las cargadas hasta ahora. Pulse Mostrar más para seguir buscando.',
  'list.showAll': 'Mostrar todos los estados',
  'list.emptyTitle': 'Todavía no ha lanzado nada',
  'list.emptyDescription':
    'Busque un módulo o una herramienta, pulse Desplegar y aparecerá aquí.',
  'list.emptyAction': 'Ver los módulos',
  'list.browseTools': 'Ver las herramientas',
  'list.updatesMissing':
    'Ahora no hay actualizaciones en directo. Recargue la página para ver los cambios.',
} as const;

const detalle = {
  'detail.loading': 'Cargando la carga de trabajo',
  'detail.notFoundTitle': 'No existe esa carga de trabajo',
  'detail.notFoundDescription':
    'Se eliminó o es de otra persona. También puede que la dirección esté mal escrita.',
  'detail.deletedTitle': 'Esta carga de trabajo se ha eliminado',
  'detail.deletedDescription':
    'Su proceso, sus ficheros y sus registros ya no existen.',
  'detail.backToList': 'Mis cargas de trabajo',
  'detail.from': 'De {{asset}}',
  'detail.why': 'Estado',
  'detail.evidence': 'Prueba',
  'detail.nextStep': 'Qué puede hacer',
  'detail.said': 'Mensaje original',
  'detail.since': 'Desde {{instant}}',
  'detail.progress': 'Progreso',
  'detail.endpoints': 'Puntos de acceso',
  'detail.endpointReady': 'Responde',
  'detail.endpointNotReady': 'Todavía no responde',
  'detail.endpointNotRunning': 'No está en ejecución',
  'detail.noEndpoints':
    'No tiene puntos de acceso: lea su salida en el registro.',
  'detail.timeline': 'Cronología',
  'detail.noEvents': 'Todavía no ha pasado nada.',
  'detail.facts': 'Datos',
  'detail.values': 'Lo que se pidió',
  'detail.noValues': 'Se lanzó con los valores por defecto.',
  'detail.relaunch': 'Desplegar de nuevo con estos valores',
  'detail.copyLaunch': 'Lanzar lo mismo por programa',
  'detail.copyEndpoint': 'Llamar a {{endpoint}} por programa',
  'detail.createdAt': 'Creada',
  'detail.startedAt': 'Primera ejecución',
  'detail.notStarted': 'Todavía no se ha ejecutado',
  'detail.kind': 'Duración',
  'detail.timeLeft': 'Tiempo restante',
  'detail.endsAt': 'Termina',
  'detail.noEnd': 'Hasta que la detenga',
  'detail.stopsAfter': '{{duration}} después de su primera ejecución',
  'detail.id': 'Identificador',
  'detail.engine': 'Motor',
  'detail.community': 'Comunidad',
} as const;

const resto = {
  'queue.gpu': 'Número {{position}} de {{total}} que esperan una GPU.',
  'queue.cpu':
    'Número {{position}} de {{total}} que esperan procesadores y memoria.',
  'queue.wait':
    'Probablemente en {{likely}}, muy probablemente en {{veryLikely}}.',
  'queue.unknown': 'Todavía no se puede decir cuánto esperará.',
  'artefacts.title': 'Artefactos',
  'artefacts.none': 'Aún no ha dejado nada en su carpeta artefacts.',
  'artefacts.gone': 'Su sitio ha eliminado sus archivos.',
  'artefacts.truncated': 'Hay más archivos de los que se muestran aquí.',
  'artefacts.failed': 'No se pudieron obtener los artefactos',
  'artefacts.download': 'Descargar',
  'artefacts.downloadOne': 'Descargar {{path}}',
  'artefacts.refresh': 'Mirar otra vez',
  'artefacts.kept':
    'Lo que se muestra aquí permanece hasta que elimine esta carga de trabajo.',
  'artefacts.notKept.title':
    'No se conserva, y desaparece cuando su sitio elimina sus archivos:',
  'artefacts.notKept.file-too-large':
    'supera {{limit}}, el máximo de un archivo',
  'artefacts.notKept.run-full':
    'con él serían más de {{limit}} de esta ejecución',
  'artefacts.notKept.person-full':
    'con él serían más de {{limit}} de todas sus ejecuciones',
  'artefacts.notKept.unreadable': 'no se pudo leer hasta el final',
  'trial.title': 'Probar {{asset}}',
  'trial.subtitle':
    'Durante diez minutos, sin rellenar nada; después termina sola.',
  'trial.start': 'Probar',
  'trial.again': 'Probar otra vez',
  'trial.launching': 'Arrancando',
  'trial.failed': 'No se ha podido probar',
  'trial.noWay': 'Esto no se puede probar',
  'trial.noWayText': 'No ofrece ninguna prueba. Puede desplegarlo.',
  'trial.deploy': 'Desplegarlo',
  'trial.soon': 'Esta página irá allí sola en cuanto responda.',
  'trial.open': 'Abrir',
  'trial.stop': 'Terminar',
  'trial.ended': 'La prueba ha terminado',
  'trial.details': 'Registro y detalles',
  'terminal.title': 'Terminal',
  'terminal.open': 'Abrir un terminal',
  'terminal.again': 'Abrir otro',
  'terminal.where': 'Dónde abrirlo',
  'terminal.hint':
    'Una línea de órdenes en la tarea que se ejecuta, solo para usted.',
  'terminal.loading': 'Cargando el terminal',
  'terminal.label': 'Terminal en {{task}} de {{name}}',
  'terminal.keys':
    'El tabulador es del programa: salga del terminal con Ctrl+Alt+Q.',
  'terminal.ended': 'Ha terminado con el código {{code}}.',
  'terminal.broken': 'Se ha perdido la conexión.',
  'terminal.failed': 'No se ha abierto ningún terminal',
  'terminal.cut': 'Se ha cerrado el terminal',
  'action.open': 'Abrir',
  'action.openNamed': 'Abrir {{name}}',
  'action.openEndpoint': 'Abrir {{endpoint}}',
  'action.stop': 'Detener',
  'action.stopNamed': 'Detener {{name}}',
  'action.restart': 'Reiniciar',
  'action.restartNamed': 'Reiniciar {{name}}',
  'action.delete': 'Eliminar',
  'action.deleteNamed': 'Eliminar {{name}}',
  'action.cancel': 'Cancelar',
  'action.retry': 'Reintentar',
  'action.stopAll': 'Detener todas',
  'action.stopAllNamed': 'Detener todas las tareas de {{name}}',
  'action.deleteAll': 'Eliminar todas',
  'action.deleteAllNamed': 'Eliminar todas las tareas de {{name}}',
  'action.confirmStopAllTitle': '¿Detener todas las tareas de {{name}}?',
  'action.confirmStopAllBody':
    'Los procesos de todas sus tareas terminan. Sus ficheros y registros se conservan y puede reiniciarlas una a una.',
  'action.confirmDeleteAllTitle': '¿Eliminar todas las tareas de {{name}}?',
  'action.confirmDeleteAllBody':
    'Los procesos de todas sus tareas terminan y sus ficheros y registros se borran para siempre.',
  'action.confirmStopTitle': '¿Detener {{name}}?',
  'action.confirmStopBody':
    'Sus procesos terminan. Sus ficheros y registros se conservan y puede reiniciarla.',
  'action.confirmRestartTitle': '¿Reiniciar {{name}}?',
  'action.confirmRestartBody':
    'Sus procesos terminan y arrancan de nuevo. Sus ficheros se conservan; lo que solo está en memoria se pierde.',
  'action.confirmDeleteTitle': '¿Eliminar {{name}}?',
  'action.confirmDeleteBody':
    'Sus procesos terminan y sus ficheros y registros se borran para siempre.',
  'action.failed': 'No ha funcionado',
  'action.popupBlocked': 'El navegador ha bloqueado la pestaña nueva.',
  'resources.cpu': 'Núcleos de CPU',
  'resources.memory': 'Memoria',
  'resources.disk': 'Disco',
  'resources.gpu': 'GPU',
  'resources.noGpu': 'Ninguna',
  'resources.short': '{{cpu}} CPU · {{memory}}',
  'resources.shortGpu': '{{cpu}} CPU · {{memory}} · {{gpu}} GPU',
  'recipe.label': 'Formas de hacerlo por programa',
  'recipe.curl': 'curl',
  'recipe.cli': 'CLI',
  'recipe.python': 'Python',
  'recipe.hint':
    'curl y Python leen ASTROLABE_URL (la dirección de este portal) y ASTROLABE_TOKEN (su token). La CLI se ejecuta desde la carpeta del portal (donde se hizo «npm start») y necesita antes «npm run astrolabe -- login».',
} as const;

/** All of it in Spanish; `full` makes a missing message a compile error. */
export default createTranslationMessages({
  ref: workloadsTranslationRef,
  full: true,
  messages: {
    ...ejecuciones,
    ...sitios,
    ...instantaneas,
    ...almacenamientos,
    ...uso,
    ...paradas,
    ...claves,
    ...compartir,
    ...ficheros,
    ...seguimiento,
    ...registros,
    ...avisos,
    ...formulario,
    ...estados,
    ...razones,
    ...lista,
    ...detalle,
    ...resto,
  },
});
