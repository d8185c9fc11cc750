export * from './contrast';
export * from './fonts';
export { makePalettes } from './makePalettes';
export * from './palette';
