import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { fallosEnMensajes } from './failures';
import { uiTranslationRef } from './ref';
import { compartir } from './sharing';

export default createTranslationMessages({
  ref: uiTranslationRef,
  messages: {
    ...fallosEnMensajes,
    ...compartir,
    'error.title': 'Esto no ha funcionado',
    'error.cause': 'Causa',
    'error.evidence': 'Prueba',
    'error.nextStep': 'Qué puede hacer',
    'error.retry': 'Reintentar',
    'error.unreachable': 'El portal no ha respondido',
    'error.unreachableNextStep':
      'Compruebe que está en marcha y que tiene conexión, y reinténtelo.',
    'denied.title': 'No puede ver esto',
    'denied.ask': 'Solicitar acceso',
    'denied.needed':
      'En la comunidad {{community}} lo permite el nivel {{tier}}; sus preferencias dicen cómo conseguirlo.',
    'tier.demo': 'Demostración',
    'tier.full': 'Completo',
    'tier.manager': 'Gestión',
    'tier.operator': 'Operación',
    'dialog.cancel': 'Cancelar',
    'dialog.done': 'Hecho',
    'code.copy': 'Copiar',
    'code.copied': 'Copiado',
    'code.failed': 'No se ha podido copiar',
    'image.open': 'Imagen: {{alt}}',
    'page.breadcrumbs': 'Dónde está',
  },
});
