export { TrackingEnricher } from './TrackingEnricher';
