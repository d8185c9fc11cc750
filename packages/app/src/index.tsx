import '@backstage/cli/asset-types';
import '@backstage/ui/css/styles.css';
import './base.css';
import ReactDOM from 'react-dom/client';
import { createPortal } from './App';
import { dressPage, loadPortal } from './modules/portal';

// Nothing is drawn in another look first.
loadPortal().then(portal => {
  dressPage(portal);
  ReactDOM.createRoot(document.getElementById('root')!).render(
    createPortal(portal).createRoot(),
  );
});
