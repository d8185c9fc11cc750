/** What `identities` says, in Spanish. */
export const esIdentities = {
  'identities.title': 'Cómo inicio sesión',
  'identities.text':
    'Cada una de estas cuentas le deja entrar como la misma persona, miembro de lo que diga cualquiera de ellas.',
  'identities.loading': 'Preguntando cómo inicia sesión…',
  'identities.table': 'Formas en que inicio sesión',
  'identities.provider': 'Por',
  'identities.account': 'Cuenta',
  'identities.linked': 'Desde',
  'identities.act': 'Acción',
  'identities.current': 'En uso ahora',
  'identities.remove': 'Quitar',
  'identities.removeOf': 'Quitar {{what}}',
  'identities.removeTitle': '¿No iniciar más sesión con {{what}}?',
  'identities.removeText':
    'Se cierran las sesiones iniciadas así, y termina aquello de lo que le hace miembro. Por sí sola será aquí una persona desconocida.',
  'identities.link': 'Vincular otra cuenta de {{provider}}',
  'identities.again': 'Volver a iniciar sesión',
  'identities.againTitle': 'Diga una vez más quién es',
  'identities.againText':
    'La forma de iniciar sesión solo se cambia en los diez minutos después de que se le haya preguntado. Repítalo entonces.',
  'identities.outcome.done.title': 'La cuenta de {{provider}} está vinculada',
  'identities.outcome.done.text': 'Desde ahora puede iniciar sesión con ella.',
  'identities.outcome.own.title': 'Esta cuenta de {{provider}} ya es suya',
  'identities.outcome.own.text':
    'Se puede vincular otra del mismo proveedor si este le deja elegir la cuenta.',
  'identities.outcome.taken.title':
    'Esta cuenta de {{provider}} es aquí de otra persona',
  'identities.outcome.taken.text':
    'Si es usted: termine lo que tenga en marcha, pida a quien opera este portal que elimine a esa persona y vuelva a vincularla.',
  'identities.outcome.stale.title': '{{provider}} no preguntó quién es',
  'identities.outcome.stale.text':
    'Solo se vincula una cuenta por la que su proveedor acaba de preguntar. Avise a quien opera este portal.',
  'identities.outcome.away.title': '{{provider}} no responde',
  'identities.outcome.away.text': 'Vuelva a intentarlo dentro de unos minutos.',
  'identities.outcome.denied.title': '{{provider}} no le dejó entrar',
  'identities.outcome.denied.text':
    'Usted dijo que no allí, o lo dijo el proveedor. No se vinculó nada.',
  'identities.outcome.expired.title': 'No se terminó aquí',
  'identities.outcome.expired.text':
    'Tiene que terminar en diez minutos y en la sesión en que empezó. Inténtelo de nuevo.',
  'identities.outcome.failed.title':
    'La respuesta de {{provider}} no es válida',
  'identities.outcome.failed.text':
    'No se vinculó nada. El registro dice qué está mal.',
  'identities.outcome.no-membership.title':
    'Esta cuenta no pertenece a ninguna comunidad de aquí',
  'identities.outcome.no-membership.text':
    'No se vinculó nada: no le daría nada.',
} as const;
