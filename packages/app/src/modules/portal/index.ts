export { dressPage } from './dressPage';
export { loadPortal, plainPortal } from './loadPortal';
export { createPortalModule } from './module';
export { PortalLink } from './PortalLink';
export { portalApiRef, usePortal } from './portalApi';
export { useWords } from './useWords';
