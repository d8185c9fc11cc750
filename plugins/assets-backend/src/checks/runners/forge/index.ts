export { ForgeRunner } from './ForgeRunner';
