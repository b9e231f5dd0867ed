// Files that are dropped on index.html are another framework's model, wherever they are dropped. Loaded with the first that
// are dragged over it.

/** @param {boolean} isOver */
const show = (isOver) => document.body.classList.toggle('dropping', isOver);

addEventListener('dragover', ({ dataTransfer }) => show(Boolean(dataTransfer?.types.includes('Files'))));
addEventListener('dragleave', ({ relatedTarget }) => relatedTarget || show(false));
addEventListener('drop', () => show(false), true); // on a panel too, which takes it itself

/**
 * Has <lukewarm-import> open what was dropped.
 * @param {any[][]} given each as an entry and as a file; while it is dragged there is none
 */
export async function take(given) {
  const files = given.map(([entry, file]) => (entry?.isDirectory ? entry : file)).filter(Boolean);
  if (files.length === 0) return;
  show(false);
  /** @type {any} */ (document.querySelector('#import')).open = true; // which loads it
  await customElements.whenDefined('lukewarm-import');
  /** @type {any} */ (document.querySelector('lukewarm-import')).open(files);
}
