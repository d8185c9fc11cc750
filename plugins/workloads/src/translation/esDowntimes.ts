/** The planned downtime of sites, in Spanish. */
export const paradas = {
  'downtime.title': '{{site}} estará parado',
  'downtime.when': 'Desde {{from}} hasta {{until}}: {{why}}',
  'downtime.hits':
    'Lo que se ejecuta allí acaba o espera entonces. Llévese antes lo que necesite, o reiníciela en otro sitio: {{names}}.',
  'downtime.planned': 'Paradas previstas',
  'downtime.none': 'No hay ninguna anunciada.',
  'downtime.cancel': 'Retirarla',
  'downtime.cancelNamed': 'Retirarla: {{site}}',
  'downtime.form': 'Anunciar una parada',
  'downtime.site': 'Sitio',
  'downtime.from': 'Desde (hora local)',
  'downtime.until': 'Hasta (hora local)',
  'downtime.why': 'Motivo',
  'downtime.told':
    'A quienes tienen algo allí se les avisa enseguida, en sus páginas y por correo.',
  'downtime.announce': 'Anunciarla',
} as const;
