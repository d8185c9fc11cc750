import type { AccountField } from '@astrolabe/plugin-accounts-common';

/** Fields that several forms have. */
export const address = (example: string): AccountField => ({
  type: 'string',
  title: 'Address',
  description: `Such as ${example}`,
  format: 'uri',
  maxLength: 1000,
});

/** The address that nearly everybody has; others write theirs. */
export const usualAddress = (usual: string): AccountField => ({
  ...address(usual),
  default: usual,
});

export const user: AccountField = {
  type: 'string',
  title: 'User name',
  maxLength: 500,
};

export const password: AccountField = {
  type: 'string',
  title: 'Password',
  format: 'password',
  writeOnly: true,
  maxLength: 4000,
};

export const token: AccountField = { ...password, title: 'Token' };
