import { esAccountFailures } from './esAccountFailures';
import { esStorageFailures } from './esStorageFailures';
import type { FailureCode } from './failures';

/** Code: what happened, what to do. One that is missing does not compile. */
const fallos: Record<FailureCode, [string, string]> = {
  ...esAccountFailures,
  ...esStorageFailures,
  ACCESS_ENDED: [
    'Ya no puede tener esto abierto.',
    'La página Acceso dice lo que tiene y lo que puede pedir.',
  ],
  STANDING_UNKNOWN: [
    'El portal no puede averiguar lo que usted puede hacer.',
    'Inténtelo de nuevo en un momento.',
  ],
  PRIVATE_ADDRESS: [
    'Esta dirección lleva a una red privada.',
    'Indique una dirección de internet, o pida a quien opera este portal que la permita.',
  ],
  TOO_MANY_SECRETS: [
    'Hay demasiados secretos.',
    'Quite algunos que ya no necesite.',
  ],
  ASSETS_UNAVAILABLE: [
    'El catálogo no responde.',
    'Reinténtelo dentro de un momento.',
  ],
  ASSET_NOT_FOUND: [
    'No hay ningún módulo ni herramienta así.',
    'Búsquelo en Módulos o en Herramientas.',
  ],
  ASSET_UNKNOWN: [
    'En el catálogo no hay nada con ese nombre.',
    'Búsquelo: quien lo publica puede haberlo renombrado o retirado.',
  ],
  FOREIGN_PAGE: [
    'Esto solo lo puede pedir una página del portal.',
    'Hágalo en el portal.',
  ],
  FOREIGN_RETURN: [
    'Solo se puede volver a una página del portal.',
    'Inicie sesión desde la página que quiere ver.',
  ],
  LOGOUT_TOKEN: [
    'Un proveedor ha enviado un aviso de cierre que no es válido.',
    'Pida a quien opera este portal que mire el registro.',
  ],
  NO_SESSION: [
    'No ha iniciado sesión.',
    'Inicie sesión en la página del portal.',
  ],
  SIGN_IN_AGAIN: [
    'Diga una vez más quién es.',
    'Vuelva a iniciar sesión y repítalo entonces.',
  ],
  PROVIDER_AWAY: [
    'El proveedor de este inicio de sesión no responde.',
    'Vuelva a intentarlo dentro de unos minutos.',
  ],
  IDENTITY_UNKNOWN: [
    'No tiene ese inicio de sesión.',
    'Vuelva a cargar la página.',
  ],
  LAST_IDENTITY: [
    'Es la única forma en que puede iniciar sesión.',
    'Vincule otra antes.',
  ],
  IDENTITY_IN_USE: [
    'Ahora mismo ha iniciado sesión así.',
    'Inicie sesión de otra forma y quite esta entonces.',
  ],
  SHARE_ROLE: [
    'No se ha compartido con usted para esto.',
    'Pida a su propietario que lo comparta con usted para más.',
  ],
  OWNER_ONLY: ['Solo puede hacerlo su propietario.', 'Pídaselo.'],
  OWNER_NOT_A_MEMBER: [
    'Su propietario ya no pertenece a la comunidad.',
    'Lance una propia.',
  ],
  SUBJECT_UNKNOWN: [
    'En su comunidad no hay nadie con ese nombre.',
    'Pregunte a la persona qué nombre tiene aquí.',
  ],
  SHARE_WITH_OWNER: ['Ya es suyo.', 'Indique a otra persona.'],
  SHARE_END_PAST: ['Ese momento ya ha pasado.', 'Indique uno posterior.'],
  SHARE_LIMIT: [
    'Ya se ha compartido todas las veces que se puede.',
    'Compártalo con un grupo, o deje de compartirlo con alguien.',
  ],
  SHARE_NOT_FOUND: [
    'No se ha compartido así.',
    'Cargue la página de nuevo: puede haber terminado.',
  ],
  TERMS_CHANGED: [
    'Las condiciones de uso han cambiado.',
    'Vuelva a cargar la página y lea las vigentes.',
  ],
  LOGO_UNKNOWN: [
    'Esta comunidad no tiene logotipo.',
    'Vuelva a cargar la página.',
  ],
  BAD_DOWNTIME: [
    'Una parada no puede ser en ese momento.',
    'Indique un comienzo y un final posterior que no haya pasado.',
  ],
  DOWNTIME_NOT_FOUND: [
    'No hay ninguna parada así que retirar.',
    'Lo que ha terminado o se ha retirado queda como está.',
  ],
  ENDPOINT_NOT_FOUND: [
    'La carga de trabajo no tiene esa dirección.',
    'Su página enumera las direcciones que tiene.',
  ],
  ENGINE_MISSING: [
    'El motor que la ejecuta no está instalado.',
    'Pregunte a quien opera este portal.',
  ],
  ENGINE_UNREACHABLE: [
    'El motor no responde.',
    'Reinténtelo dentro de un momento; lo que está en marcha sigue.',
  ],
  NODE_AWAY: [
    'El nodo de esta carga de trabajo no responde.',
    'Reinténtelo cuando vuelva. Para seguir sin él, reinicie la carga de trabajo: se le da otro nodo.',
  ],
  FOREIGN_HOST: [
    'El portal se ha abierto en una dirección que no es la suya.',
    'Ábralo en su propia dirección.',
  ],
  GROUP_NOT_FOUND: [
    'No hay ningún grupo de cargas de trabajo así.',
    'Búsquelo entre sus cargas de trabajo.',
  ],
  IDEMPOTENCY_KEY_REUSED: [
    'Esto ya se envió antes con otros valores.',
    'Mire sus cargas de trabajo: puede que la anterior esté en marcha.',
  ],
  INVALID_CURSOR: [
    'La lista no puede continuar desde aquí.',
    'Vuelva a cargarla desde el principio.',
  ],
  INVALID_PARAMETERS: [
    'Algunos parámetros no valen.',
    'Cámbielos y envíelo de nuevo.',
  ],
  INVALID_REQUEST: [
    'El portal no entiende la petición.',
    'Vuelva a cargar la página; si sigue igual, avise a quien opera el portal.',
  ],
  INVALID_VALUES: [
    'Algunos valores no caben en sus campos.',
    'Cambie esos campos y envíelo de nuevo.',
  ],
  LIMIT_RESOURCES: [
    'Esto es más de lo que puede usar una carga de trabajo de su nivel.',
    'Pida menos. Sus preferencias dicen cómo conseguir otro nivel.',
  ],
  LIMIT_WORKLOADS: [
    'Ya tiene tantas cargas de trabajo como su nivel permite a la vez.',
    'Detenga o elimine alguna. Sus preferencias dicen cómo conseguir otro nivel.',
  ],
  MANIFEST_INVALID: [
    'Lo que su autor escribió sobre cómo lanzarlo no es válido.',
    'Avise a su autor; su página muestra los problemas.',
  ],
  NOT_LAUNCHABLE: [
    'No dice nada de cómo lanzarlo.',
    'Su autor puede añadir un manifiesto a sus metadatos.',
  ],
  NO_SITE: [
    'Allí no podrá ejecutarse nunca.',
    'Pida menos o elija otro sitio.',
  ],
  NO_TIER: [
    'Su sesión no le da ningún nivel.',
    'Cierre la sesión y vuelva a entrar; si sigue igual, pregunte a quien opera el portal.',
  ],
  PERMISSION_DENIED: [
    'Su nivel no permite esto.',
    'Sus preferencias dicen qué nivel lo permite y cómo conseguirlo.',
  ],
  NOT_A_MEMBER: [
    'No es miembro de esta comunidad.',
    'Elija una de las suyas en su menú.',
  ],
  NOTHING_TO_SNOOZE: [
    'No se detiene cuando nadie la usa.',
    'No hay nada que aplazar.',
  ],
  QUOTA_EXCEEDED: [
    'A una cuota le queda demasiado poco para esto.',
    'Detenga alguna de sus cargas de trabajo, pida menos o espere.',
  ],
  SNAPSHOTS_UNSUPPORTED: [
    'En su sitio no se pueden hacer instantáneas.',
    'Pregunte a quien opera este portal.',
  ],
  SNAPSHOT_MISMATCH: [
    'La instantánea es de otro módulo o herramienta.',
    'Lance ese, o haga otra instantánea.',
  ],
  SNAPSHOT_NOT_FOUND: [
    'No hay ninguna instantánea así.',
    'Las suyas están en Mis cargas de trabajo.',
  ],
  SNAPSHOT_NOT_READY: [
    'La instantánea no está completa.',
    'Espere a que lo esté, o haga otra.',
  ],
  SNAPSHOT_QUOTA: [
    'No queda sitio para otra instantánea.',
    'Elimine alguna que ya no necesite.',
  ],
  SNAPSHOT_OWNER_QUOTA: [
    'A su dueño no le queda sitio para otra instantánea.',
    'Pídale que elimine alguna.',
  ],
  STATE_CONFLICT: [
    'Esto no es posible en su estado actual.',
    'Espere a que cambie de estado.',
  ],
  TASK_NOT_FOUND: [
    'La carga de trabajo no tiene esa tarea.',
    'Elija una de sus tareas.',
  ],
  TOKEN_INVALID: [
    'El token de acceso no vale aquí.',
    'Puede haber caducado o estar revocado: cree otro.',
  ],
  WORKLOAD_TOKEN_INVALID: [
    'El token de la carga de trabajo no vale aquí.',
    'Compare lo que dice con las cuentas de servicio de la configuración del portal.',
  ],
  TOKEN_SCOPE: [
    'El token de acceso no permite esto.',
    'Cree uno con el permiso que falta.',
  ],
  TOKEN_NEEDS_SESSION: [
    'Esto lo tiene que hacer usted, no un token de acceso.',
    'Inicie sesión en el portal y hágalo allí.',
  ],
  TOKEN_NOT_FOUND: [
    'No tiene ese token de acceso.',
    'Su lista muestra los que hay.',
  ],
  TOKEN_DAYS: ['Un token de acceso no puede durar tanto.', 'Pida menos días.'],
  ACCESS_REQUEST_NOT_FOUND: [
    'No existe esa solicitud de acceso.',
    'La página Acceso muestra las que hay.',
  ],
  GRANT_NOT_FOUND: [
    'No existe ese acceso.',
    'Vuelva a cargar la página: puede que ya haya terminado.',
  ],
  ACCESS_NOT_OFFERED: [
    'La comunidad no permite solicitar esto.',
    'Solicite algo de lo que ofrece la página Acceso.',
  ],
  ACCESS_DAYS: [
    'No se concede acceso por tanto tiempo.',
    'Indique menos días.',
  ],
  ACCESS_HELD: ['Ya lo tiene.', 'Vuelva a cargar la página.'],
  ACCESS_PENDING: [
    'Ya tiene una solicitud pendiente en esta comunidad.',
    'Espere a que se decida, o retírela.',
  ],
  ACCESS_DECIDED: [
    'Esta solicitud ya no está pendiente.',
    'Vuelva a cargar la página: dice qué ha sido de ella.',
  ],
  ACCESS_LIMIT: [
    'Hoy ha solicitado demasiadas veces.',
    'Espere a mañana, o escriba a quien gestiona la comunidad.',
  ],
  ACCESS_OWN_REQUEST: [
    'Nadie decide sobre su propia solicitud.',
    'Espere a otra persona que gestione la comunidad, o retírela.',
  ],
  ACCESS_TIER_ABOVE: [
    'No puede conceder más de lo que tiene.',
    'Déjelo a alguien de ese nivel, o rechácela.',
  ],
  TOKEN_LIMIT: [
    'Tiene tantos tokens de acceso como se puede tener.',
    'Revoque uno que ya no necesite.',
  ],
  DEVICE_CODE_UNKNOWN: [
    'Ningún programa espera con ese código.',
    'Compruebe que es correcto; un código vale diez minutos.',
  ],
  DEVICE_PENDING: [
    'Aún no lo ha aprobado nadie.',
    'Apruébelo en el navegador.',
  ],
  DEVICE_SLOW_DOWN: [
    'El programa pregunta con demasiada frecuencia.',
    'Tiene que esperar más entre preguntas.',
  ],
  DEVICE_REFUSED: [
    'Se ha rechazado en el navegador.',
    'Empiece de nuevo si fue un error.',
  ],
  DEVICE_EXPIRED: ['El código ya no vale.', 'Empiece de nuevo.'],
  TOO_MANY_LOG_STREAMS: [
    'Está siguiendo demasiados registros a la vez.',
    'Cierre una página que siga un registro y reinténtelo.',
  ],
  TOO_MANY_REQUESTS: [
    'Ha habido demasiadas peticiones en un minuto.',
    'Reinténtelo dentro de un momento.',
  ],
  UNKNOWN_DEMO_PERSON: [
    'Aquí no se conoce a nadie con ese nombre.',
    'Elija a una de las personas de demostración.',
  ],
  UNKNOWN_PROVIDER: [
    'Aquí nadie inicia sesión con ese proveedor.',
    'Elija uno de los que ofrece la página.',
  ],
  UNKNOWN_SITE: [
    'No hay ningún sitio así.',
    'Elija otro, o ninguno: entonces se ejecuta en el mejor.',
  ],
  STORAGE_REFUSES: [
    'Su almacenamiento no le deja entrar.',
    'Vuelva a vincularlo en la página Cuentas, o elija otro.',
  ],
  UNKNOWN_STORAGE: [
    'No tiene ningún almacenamiento así.',
    'Elija otro, o ninguno.',
  ],
  UNKNOWN_VARIANT: [
    'No se puede lanzar de esta manera.',
    'Elija otra manera, o la habitual.',
  ],
  WRONG_CALLER: [
    'Esto no es para quien llama de este modo.',
    'Inicie sesión como persona, o llame como servicio.',
  ],
  WORKLOAD_NOT_FOUND: [
    'No hay ninguna carga de trabajo así.',
    'Las suyas están en Mis cargas de trabajo.',
  ],
};

type Keys = `failure.${FailureCode}.${'title' | 'nextStep'}`;

/** What the backends refuse, in Spanish. */
export const fallosEnMensajes = Object.fromEntries(
  Object.entries(fallos).flatMap(([code, [title, nextStep]]) => [
    [`failure.${code}.title`, title],
    [`failure.${code}.nextStep`, nextStep],
  ]),
) as Record<Keys, string>;
