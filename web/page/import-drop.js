// Files that are dropped on index.html are another framework's model, wherever they are dropped. Loaded with the first that
// are dragged over it.

/** @param {boolean} isOver */
const show = (isOver) => document.body.classList.toggle('dropping', isOver);

addEventListener('dragleave', ({ relatedTarget }) => relatedTarget || show(false));
addEventListener('drop', () => show(false), true); // on a panel too, which takes it itself

/**
 * Shows where files may be dropped, and has <lukewarm-import> open those that are.
 * @param {DragEvent} event of the page; by now what it carries can no longer be asked for
 * @param {any[]} files what it carried
 * @param {() => Promise<any>} loadPanels
 */
export async function take({ type }, files, loadPanels) {
  show(type === 'dragover');
  if (type !== 'drop') return;
  /** @type {any} */ (document.querySelector('#import')).open = true;
  if (await loadPanels()) /** @type {any} */ (document.querySelector('lukewarm-import')).open(files.filter(Boolean));
}
