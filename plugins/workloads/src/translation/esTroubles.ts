const SI_SE_REPITE =
  'Reiníciela; si vuelve a fallar, pregunte a quien opera este portal.';
const LIBERE_DISCO =
  'Elimine cargas de trabajo o ficheros que no hagan falta y reiníciela.';
const PIDA_MENOS = 'Pida menos, o un sitio que tenga más.';
const OTRO_SITIO = 'Elija otro sitio o pregunte a quien opera este portal.';

/** The part of the reasons about what has gone wrong, or cannot go. */
export const averias = {
  'exited-with-error': {
    exitCode: {
      message: 'Terminó con el código de salida {{exitCode}}.',
      nextStep: 'Su registro dice por qué; corríjalo y reiníciela.',
    },
    notStarted: {
      message: 'No se ha podido arrancar.',
      nextStep: SI_SE_REPITE,
    },
  },
  killed: {
    memory: {
      message: 'Se terminó desde fuera con {{signal}}.',
      nextStep:
        'Si pudo necesitar más memoria, despliéguela otra vez con más; si no, reiníciela.',
    },
    signal: {
      message: 'Se terminó desde fuera con {{signal}}.',
      nextStep:
        'Reiníciela; si vuelve a pasar, pregunte a quien cuida de la máquina.',
    },
    unknown: { message: 'Se terminó desde fuera.', nextStep: SI_SE_REPITE },
  },
  'out-of-memory': {
    limit: {
      message: 'Necesitó más que los {{memory}} que puede usar.',
      nextStep: 'Despliéguela otra vez con más memoria.',
    },
  },
  'health-check-failed': {
    silent: {
      message: 'No respondió en {{seconds}} segundos.',
      nextStep:
        'Mire su registro; si solo le hace falta más tiempo, pida más núcleos o memoria.',
    },
    hung: {
      message:
        'Dejó de responder una y otra vez, tantas como se puede arrancar de nuevo.',
      nextStep: 'Mire en su registro qué la ocupa y reiníciela.',
    },
  },
  'environment-failed': {
    install: {
      message: 'No se han podido instalar sus paquetes ({{program}}).',
      nextStep:
        'Compruebe que esta máquina alcanza el índice de paquetes y reiníciela; las líneas de arriba dicen qué paquete falló.',
    },
    unknown: {
      message: 'El entorno «{{id}}» no forma parte de este portal.',
      nextStep:
        'Añada {{id}}/environment/ con su fichero de bloqueo en una de las carpetas de {{roots}}.',
    },
    locked: {
      message: 'Otra carga de trabajo lleva una hora instalando sus paquetes.',
      nextStep: 'Detenga la otra carga de trabajo y reinicie esta.',
    },
    node: {
      message: 'No se ha podido preparar en su nodo lo que necesita.',
      nextStep: SI_SE_REPITE,
    },
  },
  'image-pull-failed': {
    machine: {
      message: 'No se ha podido obtener la imagen «{{image}}».',
      nextStep:
        'Compruebe el nombre de la imagen y que esta máquina alcanza su registro.',
    },
    node: {
      message: 'No se ha podido descargar su imagen.',
      nextStep:
        'Compruebe el nombre y la etiqueta de la imagen y si este sitio puede leer su registro; luego reiníciela.',
    },
    missing: {
      message: 'Su imagen no está en su registro.',
      nextStep:
        'Compruebe el nombre y la etiqueta de la imagen; luego despliéguela otra vez con los correctos.',
    },
    unreachable: {
      message: 'El registro de su imagen no responde.',
      nextStep:
        'Reiníciela dentro de un rato; si vuelve a fallar, compruebe el nombre del registro o pregunte a quien opera este sitio.',
    },
    environment: {
      message:
        'No se ha podido descargar la imagen de su entorno «{{environment}}».',
      nextStep:
        'Pregunte a quien opera este portal si se ha construido (`npm run images -- --registry … {{environment}}`) y si este sitio puede leer su registro; luego reiníciela.',
    },
  },
  'registry-refused': {
    machine: {
      message:
        'El registro de la imagen «{{image}}» no deja que esta máquina la lea.',
      nextStep:
        'Compruebe el nombre de la imagen e inicie sesión en su registro en esta máquina; luego reiníciela.',
    },
    node: {
      message: 'El registro de su imagen no deja que este sitio la lea.',
      nextStep:
        'Compruebe el nombre de la imagen: algunos registros dicen lo mismo de lo que no está. Si es correcto, pida a quien opera este sitio que le dé acceso; luego reiníciela.',
    },
  },
  'dataset-failed': {
    fetching: {
      message: 'No se ha podido traer un conjunto de datos que pide.',
      nextStep:
        'El registro de su tarea «{{task}}» dice de cada uno por qué y qué hacer; luego reiníciela, o despliéguela otra vez con otro.',
    },
  },
  'storage-failed': {
    mounting: {
      message: 'No se ha podido tener el almacenamiento que pide.',
      nextStep:
        'El registro de su tarea «{{task}}» dice por qué. Si no deja entrar a nadie, vuelva a vincular el almacenamiento; luego reiníciela.',
    },
    unlinked: {
      message: 'El almacenamiento «{{account}}» ya no está vinculado.',
      nextStep: 'Vuelva a vincularlo, o despliéguela con otro almacenamiento.',
    },
    unshared: {
      message: 'El almacenamiento «{{account}}» ya no se comparte con usted.',
      nextStep:
        'Pregunte a quien es dueño, o despliéguela con otro almacenamiento.',
    },
  },
  'secret-missing': {
    named: {
      message: 'No guarda ningún secreto llamado «{{secret}}», que necesita.',
      nextStep: 'Cree «{{secret}}» en la página Secretos; luego reiníciela.',
    },
    expired: {
      message: 'El secreto «{{secret}}», que necesita, ha caducado.',
      nextStep:
        'Dé otro valor a «{{secret}}» en la página Secretos; luego reiníciela.',
    },
    given: {
      message: 'El valor de «{{secret}}» que se le dio ya no está.',
      nextStep: 'Láncela de nuevo y vuelva a dar «{{secret}}».',
    },
  },
  'missing-program': {
    machine: {
      message: 'El programa «{{program}}» no está en esta máquina.',
      nextStep:
        'Instale «{{program}}» en esta máquina o dé a la tarea un entorno que lo tenga.',
    },
    environment: {
      message: 'El programa «{{program}}» no está en esta máquina.',
      nextStep:
        'Añada al entorno «{{environment}}» el paquete que trae «{{program}}».',
    },
    image: {
      message:
        'La imagen «{{image}}» no tiene el programa que hay que ejecutar.',
      nextStep: 'Compruebe que la orden de la tarea existe en la imagen.',
    },
    cannotStart: {
      message: 'No se puede arrancar el programa «{{program}}».',
      nextStep:
        'Compruebe que es un programa para esta máquina y que se puede ejecutar.',
    },
    node: {
      message: 'El programa que arranca no está.',
      nextStep:
        'Elija una imagen que lo tenga o avise al autor de este recurso.',
    },
  },
  'missing-runtime': {
    containers: {
      message:
        'Esta carga de trabajo necesita contenedores y esta máquina no tiene Docker ni Podman.',
      nextStep:
        'Arranque Docker o Podman, o indique workloads.local.containers.socketPath.',
    },
    containerGpus: {
      message:
        'Los contenedores de esta máquina no pueden usar sus GPU: el motor de contenedores no las conoce.',
      nextStep:
        'Instale NVIDIA Container Toolkit y déselo a conocer al motor de contenedores.',
    },
    oldContainers: {
      message:
        'Necesita una GPU en un contenedor y el motor de contenedores de esta máquina no se la puede dar.',
      nextStep: 'Instale Podman 5.4 o posterior, o Docker, en esta máquina.',
    },
    needed: {
      message:
        'En esta máquina no está {{program}}, con el que se compilan paquetes de «{{environment}}».',
      nextStep: '{{install}}',
    },
    compiler: {
      message:
        'Hay que compilar uno de sus paquetes y esta máquina no tiene compilador para ello.',
      nextStep:
        'Instale un compilador (Debian, Ubuntu: build-essential) y reiníciela.',
    },
    python: {
      message: 'Python {{version}} no está en esta máquina.',
      nextStep:
        'Instale Python {{version}} (por ejemplo con los paquetes de su sistema: python{{version}} y python3-venv) y reiníciela.',
    },
    venv: {
      message: 'El Python de esta máquina no puede crear entornos (venv).',
      nextStep:
        'Instale uv o el paquete python3-venv (Debian, Ubuntu) y reiníciela.',
    },
    fuse: {
      message: 'En esta máquina no se puede montar ningún almacenamiento.',
      nextStep:
        'Elija Copiar en Almacenamiento: lo que necesita se copia antes, y de vuelta al final. O haga instalar fuse3 (Debian, Ubuntu) y deje que el usuario del portal abra /dev/fuse.',
    },
    npm: {
      message: 'npm no está en esta máquina.',
      nextStep: 'Instale npm (viene con Node.js) y reiníciela.',
    },
  },
  'port-in-use': {
    running: {
      message: 'Otro programa usa el puerto en el que escucha.',
      nextStep:
        'Reiníciela: se le dan otros puertos. Si siempre toma el mismo, detenga lo que lo usa.',
    },
    starting: {
      message: 'Otro programa tomó antes el puerto.',
      nextStep: 'Reiníciela: se le dan otros puertos.',
    },
  },
  'disk-full': {
    program: {
      message: 'No encontró sitio en el disco.',
      nextStep: LIBERE_DISCO,
    },
    machine: {
      message: 'No queda sitio en el disco de esta máquina.',
      nextStep: LIBERE_DISCO,
    },
    limit: {
      message: 'Ha escrito más de lo que pidió de disco.',
      nextStep:
        'Despliéguela otra vez con más disco, o elimine ficheros de su carpeta y reiníciela.',
    },
  },
  'engine-unreachable': {
    running: {
      message: 'El motor «{{engine}}» no responde.',
      nextStep:
        'No hay que hacer nada: se le busca una y otra vez. Si dura, pregunte a quien opera este portal.',
    },
    unknown: {
      message:
        'El motor «{{engine}}» no responde: así estaba cuando se supo de él por última vez.',
      nextStep:
        'Allí sigue, y sus puntos de acceso también. El portal busca el motor una y otra vez; una detención o un reinicio se hará cuando vuelva.',
    },
    planning: {
      message: 'El motor «{{engine}}» no responde.',
      nextStep: 'Elija otro sitio o vuelva a intentarlo dentro de un momento.',
    },
    containers: {
      message: 'El motor de contenedores de esta máquina no responde.',
      nextStep:
        'Arranque de nuevo Docker o Podman y reinicie esta carga de trabajo.',
    },
    containersLost: {
      message: 'El motor de contenedores de esta máquina no responde.',
      nextStep:
        'Arranque de nuevo Docker o Podman; entonces se vuelve a cuidar de ella.',
    },
  },
  'engine-refused': {
    submitted: {
      message: 'Su motor se niega a ejecutarla.',
      nextStep: 'Despliéguela otra vez con otros valores.',
    },
    planned: {
      message: 'Este sitio no puede ejecutarla.',
      nextStep: 'Despliéguela con otros valores o elija otro sitio.',
    },
    bigForMachine: {
      message: 'Pide {{asked}}; esta máquina tiene {{total}}.',
      nextStep: PIDA_MENOS,
    },
    bigForSite: {
      message:
        'Pide {{asked}}; el nodo más grande de {{site}} tiene {{total}}.',
      nextStep: PIDA_MENOS,
    },
    elsewhere: { message: 'Solo puede ejecutarse en {{sites}}.' },
    snapshotElsewhere: {
      message:
        'La instantánea con la que empieza no está al alcance de este sitio.',
      nextStep: 'Elija el sitio donde se hizo.',
    },
    snapshotGone: {
      message: 'La instantánea con la que empieza ya no existe.',
      nextStep: 'Despliéguela sin instantánea, o con otra.',
    },
    noImages: {
      message:
        'Su tarea «{{task}}» se ejecuta en el entorno «{{environment}}» y no hay imágenes de entornos para este sitio.',
      nextStep:
        'Elija otro sitio. Quien opera este portal puede indicar workloads.nomad.environments.registry y construir imágenes con `npm run images`.',
    },
    noImage: {
      message:
        'Su tarea «{{task}}» no indica ninguna imagen y este sitio solo ejecuta contenedores.',
      nextStep: OTRO_SITIO,
    },
    nul: {
      message:
        'Uno de sus textos contiene un carácter NUL, que no se puede dar a ningún programa.',
      nextStep: 'Despliéguela otra vez sin ese carácter.',
    },
    noMounts: {
      message: 'En este sitio no se puede montar ningún almacenamiento.',
      nextStep:
        'Elija Copiar en Almacenamiento: lo que necesita se copia antes, y de vuelta al final. O elija otro sitio. Quien opera este portal puede permitirlo con workloads.nomad.mounts.',
    },
    mountsForeign: {
      message:
        'Su tarea «{{task}}» no se ejecuta en un entorno de este portal, y solo para ellas se pueden montar almacenamientos.',
      nextStep:
        'Elija Copiar en Almacenamiento, despliéguela sin él, o en otro sitio.',
    },
    diskHidden: {
      message:
        'Tiene una carpeta en la que no se puede mirar, así que no se puede contar cuánto disco usa.',
      nextStep:
        'Haga que sus carpetas sean legibles para su usuario y reiníciela.',
    },
    containers: {
      message: 'El motor de contenedores de esta máquina se ha negado.',
      nextStep: 'Mire el registro de Docker o Podman en esta máquina.',
    },
    unforeseen: {
      message: 'No se ha podido arrancar en esta máquina.',
      nextStep: 'Enseñe esto a quien cuida del portal.',
    },
  },
  'snapshot-too-large': {
    grew: {
      message: 'Ocupa más que lo que queda para ella: {{room}}.',
      nextStep:
        'Elimine ficheros que no hagan falta u otra instantánea, y haga una nueva.',
    },
  },
  'snapshot-failed': {
    ended: {
      message: 'Su carga de trabajo terminó antes de que se guardara todo.',
      nextStep:
        'Arranque de nuevo la carga de trabajo y haga otra instantánea.',
    },
    registry: {
      message: 'El registro de imágenes no la ha aceptado.',
      nextStep:
        'Haga otra; si vuelve a fallar, pregunte a quien opera este portal.',
    },
    unforeseen: {
      message: 'No se ha podido guardar.',
      nextStep:
        'Haga otra; si vuelve a fallar, pregunte a quien opera este portal.',
    },
  },
};
