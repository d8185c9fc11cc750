/** The same in Spanish as {@link release} in English. */
export const releaseInSpanish = {
  'release.title': 'Versiones de {{name}}',
  'release.subtitle':
    'Una versión tiene un registro de cambios, una etiqueta y una página en su forja y, si lo desea, un DOI.',
  'release.link': 'Publicar versión',
  'release.versions': 'Versiones',
  'release.loading': 'Cargando las versiones',
  'release.none': 'Aún no se ha publicado ninguna versión desde aquí',
  'release.noneText':
    'Quien hizo crear aquí su repositorio puede publicar una.',
  'release.form': 'Publicar una versión',
  'release.version': 'Versión',
  'release.versionHelp':
    'Más alta que todas las anteriores, según el versionado semántico: 1.2.1 corrige, 1.3.0 añade, 2.0.0 rompe.',
  'release.versionWrong':
    'Tres números, como 1.2.0, o con un nombre, como 1.2.0-rc.1.',
  'release.versionThere': 'Ya está entre las versiones: elija una más alta.',
  'release.notes': 'Qué aporta',
  'release.notesHelp':
    'Markdown; los commits desde la versión anterior se añaden solos.',
  'release.archive': 'DOI',
  'release.noArchive': 'Sin DOI',
  'release.linkArchive': 'Vincular Zenodo para tener un DOI',
  'release.forEver':
    'Lo que se archiva puede leerlo todo el mundo y no se retira nunca.',
  'release.plan': 'Qué se haría',
  'release.go': 'Publicar {{version}}',
  'release.planning': 'Preguntando a la forja; no se cambia nada',
  'release.beginning': 'Empezando; continúa sola, también si deja esta página',
  'release.failed': 'No se ha podido empezar',
  'release.wouldBe': 'No se ha cambiado nada. {{version}} sería:',
  'release.files': 'Cambian en un solo commit: {{files}}',
  'release.changelog': 'Su parte de CHANGELOG.md',
  'release.steps': 'Lo que se hace para {{version}}',
  'release.again': 'Continuar con {{version}}',
  'release.open': 'Abrir {{version}} en la forja',
  'release.pullRequest': 'Abrir la propuesta y fusionarla',
  'release.doi': 'DOI {{doi}}',
  'release.image.title': 'Su imagen',
  'release.image.digest': 'Resumen criptográfico',
  'release.image.signature': 'Firma',
  'release.image.pushed':
    'De este portal; está junto a la imagen en su registro',
  'release.image.kept':
    'De este portal; está aquí, no en el registro de la imagen',
  'release.image.payload': 'Descargar lo que se firmó',
  'release.image.sign': 'Descargar la firma',
  'release.image.key': 'Descargar la clave pública',
  'release.reason.no-archive': 'No se eligió ningún archivo.',
  'release.reason.no-sbom':
    'Sin SBOM: ninguna comprobación de este commit ha hecho uno.',
  'release.reason.checks-awaited':
    'Se espera por las comprobaciones de su commit, una hora como máximo: su SBOM es de ellas.',
  'release.reason.no-image':
    'Sus metadatos no nombran ninguna imagen (links.docker_image).',
  'release.reason.image-awaited':
    'Se espera por ella después de la etiqueta; luego la versión continúa.',
  'release.reason.image-missing':
    'No llegó a tiempo, o no se puede ver: publique con una cuenta de su registro.',
  'release.reason.registry-away':
    'Su registro no respondió en todo ese tiempo.',
  'release.reason.registry-unclear':
    'Su registro no responde como lo hace un registro de imágenes.',
  'release.reason.registry-closed':
    'Su registro está donde este portal no puede preguntar.',
  'release.reason.no-pieces': 'No hay SBOM ni firma de una imagen.',
  'release.reason.not-attached':
    'La forja no acepta ficheros en la página de una versión.',
  'release.reason.signature-kept':
    'La firma está solo aquí: vincule una cuenta que pueda escribir en su registro para tenerla también allí.',
  'release.state.planned': 'previsto',
  'release.state.running': 'en curso',
  'release.state.waiting': 'en espera',
  'release.state.done': 'hecho',
  'release.state.skipped': 'omitido',
  'release.state.failed': 'fallido',
  'release.step.plan': 'Se ha mirado lo que hay',
  'release.step.doi': 'Se reserva un DOI, para que pueda estar en los ficheros',
  'release.step.commit':
    'Un commit con la versión, el registro de cambios y el DOI',
  'release.step.release': 'La etiqueta, y su página en la forja',
  'release.step.image':
    'La imagen de la versión está ahí, y su resumen criptográfico firmado',
  'release.step.files': 'Los ficheros de la etiqueta están en el archivo',
  'release.step.publish': 'El archivo los ha publicado',
  'release.step.attach': 'El SBOM y la firma están también en su página',
} as const;
