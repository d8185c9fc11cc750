import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { esAccess } from './esAccess';
import { esIdentities } from './esIdentities';
import { esMachines } from './esMachines';
import { appTranslationRef } from './ref';

export default createTranslationMessages({
  ref: appTranslationRef,
  messages: {
    ...esAccess,
    ...esIdentities,
    ...esMachines,
    'nav.label': 'Principal',
    'nav.skip': 'Ir al contenido',
    'nav.open': 'Abrir el menú',
    'nav.menu': 'Menú',
    'nav.home': 'Inicio',
    'nav.modules': 'Módulos',
    'nav.tools': 'Herramientas',
    'nav.models': 'Modelos',
    'nav.datasets': 'Conjuntos de datos',
    'nav.storage': 'Mis ficheros',
    'nav.workloads': 'Mis cargas',
    'nav.accounts': 'Cuentas',
    'nav.sites': 'Sitios',
    'nav.apiDocs': 'API',
    'nav.contacts': 'Contactos de {{title}}',
    'user.menu': 'Usted: {{name}}',
    'user.preferences': 'Preferencias',
    'user.secrets': 'Secretos',
    'user.accessTokens': 'Tokens de acceso',
    'user.access': 'Acceso',
    'user.audit': 'Registro de auditoría',
    'user.switchTo': 'Cambiar a {{community}}',
    'user.signOut': 'Cerrar sesión',
    'permission.access.approve':
      'decidir sobre las solicitudes de acceso a la comunidad',
    'permission.account.read': 'ver los servicios que ha vinculado',
    'permission.account.write': 'vincular servicios',
    'permission.asset.read':
      'ver módulos, herramientas, modelos y conjuntos de datos',
    'permission.asset.create': 'crear los proyectos de módulos y herramientas',
    'permission.asset.import':
      'importar al catálogo conjuntos de datos de repositorios',
    'permission.asset.refresh': 'hacer que sus fuentes se lean de nuevo',
    'permission.scaffolder.action.execute':
      'hacer que las plantillas hagan su trabajo',
    'permission.scaffolder.task.cancel':
      'cancelar lo que se empezó con una plantilla',
    'permission.scaffolder.task.create':
      'hacer algo con una plantilla, como un portal para una comunidad',
    'permission.scaffolder.task.read':
      'ver qué fue de lo que se empezó con una plantilla',
    'permission.scaffolder.template.dry-run': 'probar plantillas',
    'permission.scaffolder.template.management': 'cuidar de las plantillas',
    'permission.scaffolder.template.parameter.read':
      'ver qué preguntan las plantillas',
    'permission.scaffolder.template.step.read': 'ver qué hacen las plantillas',
    'permission.page-views.read':
      'ver cuántas veces se abren las páginas de la comunidad',
    'permission.audit.read':
      'ver lo que ha hecho cada persona, en el registro de auditoría',
    'permission.catalog.entity.read': 'ver el catálogo',
    'permission.catalog.entity.refresh':
      'hacer que el catálogo se lea de nuevo',
    'permission.catalog.location.read': 'ver de dónde viene el catálogo',
    'permission.secret.read': 'ver sus propios secretos, sin sus valores',
    'permission.secret.write': 'guardar secretos',
    'permission.secret.manage': 'guardar secretos para toda la comunidad',
    'permission.storage.read': 'ver y descargar mis ficheros',
    'permission.storage.write': 'subir, mover y eliminar mis ficheros',
    'permission.workload.create': 'lanzar cargas de trabajo',
    'permission.workload.read': 'ver cargas de trabajo',
    'permission.workload.use': 'abrir, detener y reiniciar cargas de trabajo',
    'permission.workload.delete': 'eliminar cargas de trabajo',
    'permission.workload.share':
      'compartir cargas de trabajo con otras personas',
    'permission.secret.import':
      'traer secretos de las personas desde otro portal',
    'permission.site.downtime': 'anunciar cuándo se para un sitio',
    'tierDoes.demo':
      'Lo ve todo y lo prueba: 2 cargas pequeñas, media hora cada una.',
    'tierDoes.full':
      'Trabaja aquí: cargas grandes, GPU, el tiempo que haga falta.',
    'tierDoes.manager':
      'Como el completo, y cuida de lo que ofrece una comunidad.',
    'tierDoes.operator':
      'Como gestión, con los límites más altos, y cuida del portal.',
    'signIn.title': 'Le damos la bienvenida a {{portal}}',
    'signIn.subtitle':
      'Encuentre módulos y herramientas de IA, láncelos y cuide de lo que está en marcha.',
    'signIn.choose': 'Pruébelo como',
    'signIn.warning':
      'Acceso de desarrollo: no hay contraseñas, y quien llegue a este portal puede ser cualquiera.',
    'signIn.as': 'Continuar como {{name}}',
    'signIn.busy': 'Iniciando sesión…',
    'signIn.providers': 'Iniciar sesión',
    'signIn.by': 'Iniciar sesión con {{provider}}',
    'signIn.asSomebodyElse': 'Ser otra persona en {{provider}}',
    'signIn.somebodyToAsk':
      'a quien se ocupa de su comunidad, o de este portal,',
    'signIn.problem.away.title': '{{provider}} no responde',
    'signIn.problem.away.text':
      'Nadie más puede entrar por ahí hasta que responda; quien ya ha entrado sigue. Inténtelo dentro de unos minutos.',
    'signIn.problem.denied.title': '{{provider}} no le ha dejado entrar',
    'signIn.problem.denied.text':
      'Usted ha dicho que no, o lo ha dicho quien le identifica. Inténtelo de nuevo, o pregunte a quien se ocupa allí de su cuenta.',
    'signIn.problem.expired.title': 'El inicio de sesión no terminó aquí',
    'signIn.problem.expired.text':
      'Tiene que terminar en diez minutos, en el navegador en que empezó. Inténtelo de nuevo.',
    'signIn.problem.failed.title': 'La respuesta de {{provider}} no es de fiar',
    'signIn.problem.failed.text':
      'Inténtelo de nuevo. Si sigue así, diga cuándo ocurrió a quien opera este portal: el registro dice qué falla.',
    'signIn.problem.no-membership.title':
      'Aún no pertenece a ninguna comunidad aquí',
    'signIn.problem.no-membership.text':
      'El portal ha buscado {{claims}} en lo que {{provider}} dice de usted, y no lo ha encontrado. Pida {{contact}} que se lo den, y vuelva a iniciar sesión.',
    'signIn.offTitle': 'Nadie puede iniciar sesión',
    'signIn.offCause':
      'El acceso de desarrollo está desactivado aquí y no hay otro configurado.',
    'signIn.offNextStep':
      'Pregunte a quien opera este portal. En su propia máquina, ponga communities.signIn.demo.enabled a true.',
    'commands.open': 'Buscar y órdenes',
    'commands.button': 'Buscar',
    'commands.title': 'Buscar y órdenes',
    'commands.placeholder': '¿Adónde ir o qué encontrar?',
    'commands.results': 'Resultados',
    'commands.none': 'Nada encontrado para «{{text}}»',
    'commands.failed':
      'La búsqueda no ha respondido; las páginas y las acciones siguen aquí.',
    'commands.pages': 'Páginas',
    'commands.assets': 'Módulos, herramientas, modelos y datos',
    'commands.workloads': 'Mis cargas',
    'commands.actions': 'Acciones',
    'commands.begin': 'Empezar un proyecto',
    'commands.theme': 'Tema: {{name}}',
    'commands.language': 'Idioma: {{name}}',
    'theme.light': 'Claro',
    'theme.dark': 'Oscuro',
    'theme.system': 'Como el sistema',
    'home.title': 'Inicio',
    'home.subtitle':
      'De un módulo de IA a uno que responde, como usted lo quiera.',
    'home.links': 'Enlaces',
    'home.steps': '¿Qué puedo hacer aquí?',
    'home.step1.title': '1. Encontrar',
    'home.step1.text':
      'Módulos, herramientas, modelos y datos, con lo que necesitan y quién los hizo.',
    'home.step1.action': 'Ver los módulos',
    'home.step2.title': '2. Lanzar',
    'home.step2.text':
      'Rellene un formulario corto y vea dónde se ejecutaría y si puede empezar ya.',
    'home.step2.action': 'Elegir una herramienta',
    'home.step3.title': '3. Usar',
    'home.step3.text':
      'Ábralo en su propia dirección, llámelo desde un programa, deténgalo al acabar.',
    'home.step3.action': 'Ver mis cargas',
    'home.workloads': 'Mis cargas',
    'home.workloadsLoading': 'Pidiendo sus cargas…',
    'home.workloadsNone': 'Aún no hay nada en marcha',
    'home.workloadsNoneText':
      'Lo que lance aparecerá aquí, con su estado y sus direcciones.',
    'home.workloadsAll': 'Todas mis cargas ({{total}})',
    'home.newest': 'Módulos más recientes',
    'home.newestLoading': 'Pidiendo los módulos…',
    'home.newestNone': 'Aún no hay módulos',
    'home.newestNoneText':
      'Las fuentes de este portal no tienen módulos; quien lo opera las fija en assets, en su configuración.',
    'home.newestAll': 'Todos los módulos',
    'home.counts': 'Qué hay aquí',
    'home.countsLoading': 'Contando…',
    'terms.title': 'Condiciones de uso',
    'terms.subtitle': '{{title}} le pide que las acepte antes de continuar.',
    'terms.accept': 'Acepto',
    'terms.loading': 'Preguntando qué ha aceptado…',
    'preferences.title': 'Preferencias',
    'preferences.subtitle':
      'Cómo se ve y habla el portal, y qué sabe de usted.',
    'preferences.theme': 'Tema',
    'preferences.language': 'Idioma',
    'preferences.kept': 'Se guarda en este navegador.',
    'preferences.notices': 'Avisos',
    'preferences.noticesLoading': 'Preguntando cuándo se le avisa…',
    'preferences.noticesMail': 'Correo sobre mis cargas',
    'preferences.noticesTo': 'Se envía a {{address}}.',
    'preferences.noticesNoAddress':
      'El portal no conoce su dirección; su operador la pone en el catálogo.',
    'preferences.noticesNoServer':
      'Este portal aún no envía correo; su operador configura workloads.notices.smtp.',
    'preferences.noticesWhen': 'Cuándo se me avisa',
    'preferences.noticesWhat':
      'De que algo está disponible, ha terminado o ha fallado, en el idioma que usa aquí.',
    'preferences.noticesAlways': 'Siempre',
    'preferences.noticesAfter': 'Cuando ha tardado {{time}} o más',
    'preferences.noticesNever': 'Nunca',
    'preferences.me': '¿Quién soy aquí?',
    'preferences.meLoading': 'Preguntando quién es…',
    'preferences.name': 'Nombre',
    'preferences.ref': 'Referencia',
    'preferences.tier': 'Nivel',
    'preferences.community': 'Comunidad',
    'preferences.memberships': 'Comunidades',
    'preferences.membership': '{{community}}: {{tier}}',
    'preferences.permissions': 'Puede',
    'preferences.ownPermissions': 'Puede, con lo que es mío',
    'preferences.limits': 'Límites de una carga',
    'preferences.cpu': 'Núcleos de procesador',
    'preferences.memory': 'Memoria',
    'preferences.disk': 'Almacenamiento',
    'preferences.gpu': 'GPU',
    'preferences.workloads': 'Cargas a la vez',
    'preferences.life': 'Vida más larga',
    'preferences.lifeUnlimited': 'Cuanto se quiera',
    'apiDocs.title': 'API',
    'apiDocs.subtitle':
      'Todo lo que hacen estas páginas puede hacerlo también un programa.',
    'apiDocs.token':
      'Cada llamada lleva un token: después de «astrolabe login», «astrolabe token» lo muestra.',
    'apiDocs.loading': 'Leyendo la descripción…',
    'apiDocs.document': 'Documento OpenAPI',
    'apiDocs.parameters': 'Parámetros',
    'apiDocs.parameter': 'Nombre',
    'apiDocs.where': 'Dónde',
    'apiDocs.type': 'Tipo',
    'apiDocs.required': 'Obligatorio',
    'apiDocs.yes': 'sí',
    'apiDocs.no': 'no',
    'apiDocs.description': 'Descripción',
    'apiDocs.body': 'Cuerpo',
    'apiDocs.answer': 'Respuesta {{status}}',
    'apiDocs.curl': 'Como curl',
    'apiDocs.noContent': 'Sin contenido.',
    'language.en': 'English',
    'language.es': 'Español',
    'notFound.title': 'No existe esa página',
    'notFound.text':
      'Nada vive en {{path}}. Puede haberse mudado, o la dirección tiene un desliz.',
    'notFound.home': 'Ir al inicio',
    'notFound.search': 'Buscar',
    'broken.title': 'Esta página se ha roto',
    loading: 'Cargando…',
  },
});
