import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { uiTranslationRef } from '../translation';
import { ExternalLink } from './ExternalLink';
import styles from './Markdown.module.css';

function Picture(props: { src: string; alt: string }) {
  const { t } = useTranslationRef(uiTranslationRef);
  return (
    <ExternalLink href={props.src}>
      {t('image.open', { alt: props.alt || props.src })}
    </ExternalLink>
  );
}

const components: Components = {
  h1: ({ children }) => <h2>{children}</h2>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h5>{children}</h5>,
  h5: ({ children }) => <h6>{children}</h6>,
  a: ({ href, children }) => (
    <ExternalLink href={href ?? ''}>{children}</ExternalLink>
  ),
  img: ({ src, alt }) => <Picture src={String(src ?? '')} alt={alt ?? ''} />,
  pre: ({ children }) => (
    // Long lines scroll, so the block must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre tabIndex={0}>{children}</pre>
  ),
};

/**
 * Text of authors that we do not know: no raw HTML, and images of other
 * places stand as links, because the browser asks nothing of third parties.
 * Relative links would lead into the portal, so only their text is shown.
 * Headings begin below the page's own.
 *
 * @public
 */
export function Markdown(props: { children: string }) {
  return (
    <div className={styles.markdown}>
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={components}>
        {props.children}
      </ReactMarkdown>
    </div>
  );
}
