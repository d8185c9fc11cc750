export { attachSignature } from './cosign';
export { openSigning } from './openSigning';
export { imageIn, isAt, nameOf, versionIn, type ImageName } from './reference';
export { Registry, RegistryError, type RegistryTrouble } from './Registry';
export { signImage, type ImageSignature, type SigningKey } from './signing';
