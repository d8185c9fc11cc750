export { SiteMap, siteAnchor } from './SiteMap';
