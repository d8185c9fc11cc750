export { Advisor } from './Advisor';
