/** What opens in a cell or hangs from it: one part of its own. */
export { Bubble } from './Bubble';
export { Editor } from './Editor';
