import {
  leftReasons,
  type LeftReason,
  type LeftValue,
} from '@astrolabe/plugin-assets-common';

/** Why it is left, and of what it is too much for. */
export interface Why {
  code: LeftReason;
  most?: number;
}

export function leftOf(
  what: Pick<LeftValue, 'at' | 'value'>,
  { code, most }: Why,
): LeftValue {
  const reason = leftReasons[code].replace('{{most}}', String(most));
  return { ...what, code, reason, ...(most !== undefined && { most }) };
}
