/** Passwords of endpoints, in Spanish. */
export const claves = {
  'password.title': 'Para personas sin cuenta',
  'password.about':
    'Ponga una contraseña a un punto de acceso y compártala junto con su dirección: quien tenga ambas puede usar el programa como usted, hasta que la quite.',
  'password.none': 'Solo se abre para usted.',
  'password.since': 'Se abre con una contraseña, puesta el {{instant}}.',
  'password.set': 'Poner una contraseña',
  'password.setOf': 'Poner una contraseña a {{endpoint}}',
  'password.change': 'Cambiar',
  'password.changeOf': 'Cambiar la contraseña de {{endpoint}}',
  'password.remove': 'Quitar',
  'password.removeOf': 'Quitar la contraseña de {{endpoint}}',
  'password.confirmRemove': '¿Quitar la contraseña de {{endpoint}}?',
  'password.confirmRemoveBody':
    'Se cierra en el acto para quienes entraron con ella. Para usted sigue abierto.',
  'password.titleOf': 'Contraseña de {{endpoint}}',
  'password.warning':
    'Quien la tenga puede hacer en el programa todo lo que puede usted: también ver y cambiar sus archivos. Una contraseña nueva sustituye a la anterior.',
  'password.own': 'Su propia contraseña',
  'password.ownHelp':
    'Al menos 10 caracteres. Si la deja vacía, se crea una al azar.',
  'password.told': 'Está puesta. Cópiela ahora: solo se muestra aquí.',
  'password.address': 'Dirección',
  'password.label': 'Contraseña',
  'password.failed': 'No se ha podido completar lo pedido con la contraseña',
} as const;
