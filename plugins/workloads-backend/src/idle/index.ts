export { idleStep, toIdleView } from './idleStep';
export { IdleWatch } from './IdleWatch';
export { noNotes, WrittenNotes, type UseNotes } from './UseNotes';
