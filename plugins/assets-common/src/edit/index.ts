export { applyEdits, type TextEdit } from './TextEdit';
export { YamlSource, type Path } from './YamlSource';
export { commentsOf, writtenAs } from './written';
