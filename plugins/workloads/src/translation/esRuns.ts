/** Parameters, runs and files of a batch job, in Spanish. */
export const ejecuciones = {
  'file.instead': '{{field}}: tomarlo de un fichero',
  'file.tooLarge': '{{name}} ocupa más de 1 MiB: elija uno más pequeño.',
  'launchSecrets.title': 'Secretos',
  'launchSecrets.text':
    'Llegan solo a esta carga y se quitan con ella. Nadie los vuelve a ver, usted tampoco.',
  'launchSecrets.needed': 'Lo necesita para empezar.',
  'launchSecrets.ready': 'Si se deja vacío, recibe su secreto «{{secret}}».',
  'launchSecrets.missing':
    'No guarda ningún secreto «{{secret}}»: indique un valor, o créelo en la página Secretos.',
  'launchSecrets.expired':
    'Su secreto «{{secret}}» ha caducado: indique un valor, o cámbielo en la página Secretos.',
  'launchSecrets.page': 'Abrir Secretos',
  'runs.title': 'Parámetros y ejecuciones',
  'runs.what': 'Los parámetros son variables del entorno de su script.',
  'runs.parameter': 'Parámetro {{number}}',
  'runs.name': 'Nombre',
  'runs.value': 'Valor',
  'runs.add': 'Añadir un parámetro',
  'runs.remove': 'Quitar el parámetro {{number}}',
  'runs.howOften': 'Cuántas veces se ejecuta',
  'runs.mode.one': 'Una vez',
  'runs.mode.count': 'Varias veces con los mismos parámetros',
  'runs.mode.rows': 'Una vez por cada fila de un fichero CSV',
  'runs.count': 'Número de ejecuciones',
  'runs.limit': 'Escriba un número entero de 1 a {{most}}.',
  'runs.file': 'Fichero CSV cuya primera línea nombra los parámetros',
  'runs.noFile': 'Elija un fichero.',
  'runs.taken': '{{name}}: {{rows}} ejecuciones.',
  'runs.preview': 'Las primeras {{shown}} de {{total}} filas',
  'runs.tooMany': 'Tiene {{rows}} filas, y puede haber como mucho {{most}}.',
  'runs.badName':
    "'{{name}}' no es un nombre de parámetro: use letras, cifras y guiones bajos, sin empezar por una cifra.",
  'runs.ownName': "'{{name}}' lo pone el portal: elija otro nombre.",
  'runs.twice': 'Ya hay un parámetro con este nombre.',
  'runs.unreadable.empty':
    '{{name}} necesita una línea de nombres y una línea por ejecución (línea {{line}}).',
  'runs.unreadable.width':
    '{{name}}: la fila {{line}} tiene más o menos valores que nombres hay.',
  'runs.unreadable.line': '{{name}}: no se puede leer la línea {{line}}.',
} as const;
