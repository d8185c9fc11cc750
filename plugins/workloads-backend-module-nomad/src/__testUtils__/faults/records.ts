// eslint-disable-next-line @backstage/no-relative-monorepo-imports, @backstage/no-mixed-plugin-imports -- see room.ts; apart, because it brings the test runner
export { newRecord } from '../../../../workloads-backend/src/__testUtils__/newRecord';
