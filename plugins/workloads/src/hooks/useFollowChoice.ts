import {
  revisionField,
  type FormSchema,
  type FormValues,
  type LaunchForm,
} from '@astrolabe/plugin-workloads-common';
import { useState } from 'react';

/** The wish that something goes on with newer versions of its module. */
export function useFollowChoice(form: LaunchForm, values: FormValues) {
  const [isWished, set] = useState(false);
  const place = revisionField(form.schema as unknown as FormSchema);
  const isOffered = form.canFollow === true && place !== undefined;
  // What was chosen stays what it is.
  const isPossible = isOffered && (values[place[0]]?.[place[1]] ?? '') === '';
  return { isOffered, isPossible, isOn: isWished && isPossible, set };
}
