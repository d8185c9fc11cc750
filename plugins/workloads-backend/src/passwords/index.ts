export { OwnPasswords } from './OwnPasswords';
export { Passwords } from './Passwords';
