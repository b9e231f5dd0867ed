// The panels, by their tags: each shows more of a <lukewarm-text>.
import { LukewarmInspector } from './inspector.js';

export { LukewarmInspector };

/** @type {{ [name: string]: typeof import('./element.js').LukewarmElement }} */
export const panels = {
  'lukewarm-inspector': LukewarmInspector,
};
