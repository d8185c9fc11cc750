import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** What forms say of their fields, in English. @public */
export const formTranslationRef = createTranslationRef({
  id: 'astrolabe.form',
  messages: {
    group: {
      general: 'General',
      hardware: 'Hardware',
      storage: 'Storage',
      options: 'Options',
    },
    field: {
      required: 'Required',
      default: 'Default: {{value}}.',
      limited: 'Your tier allows no more than this.',
      range: '{{minimum}}–{{maximum}} {{unit}}',
      atLeast: 'at least {{minimum}} {{unit}}',
      atMost: 'at most {{maximum}} {{unit}}',
      yes: 'yes',
      no: 'no',
      none: 'Choose one',
      nothing: 'None',
      add: 'Add to {{field}}',
      remove: 'Remove item {{number}} of {{field}}',
      item: '{{field}}, item {{number}}',
      unsupported:
        'This page cannot show the field {{field}}. Its default is used.',
    },
    unit: { cores_one: 'core', cores_other: 'cores' },
    problem: {
      required: 'Fill this in.',
      integer: 'A whole number.',
      minimum: 'At least {{limit}} {{unit}}.',
      maximum: 'At most {{limit}} {{unit}}.',
      minLength: 'At least {{limit}} characters.',
      maxLength: 'At most {{limit}} characters.',
      minItems: 'At least {{limit}} of them.',
      maxItems: 'At most {{limit}} of them.',
      uniqueItems: 'Each only once.',
      enum: 'One of: {{allowed}}.',
      pattern: 'It does not have the form that is asked for: {{pattern}}',
      described: 'It does not have the form that is asked for. {{description}}',
      multipleOf: 'In steps of {{step}} {{unit}}.',
    },
  },
});
