// <lukewarm-import>: other frameworks' models. What it shows is in import-view.js, which comes, with its words, when the
// panel is first in sight or files are there. That is a file of its own even where all elements are one, so it is given what
// it uses of them.
import { loadModel } from '../worker/model.js';
import { LukewarmElement } from './element.js';
import { elementCode } from './embed-code.js';
import { showFailure } from './failure.js';
import { panelAttributes, PanelContent } from './panel.js';
import { addStyle } from './style.js';

/** @typedef {{ loadModel: typeof loadModel, elementCode: typeof elementCode, showFailure: typeof showFailure }} Tools */

class ImportContent extends PanelContent {
  /** @type {Promise<import('./import-view.js').ImportView> | undefined} */
  #view;
  #place = document.createElement('div');

  build() {
    return [this.#place];
  }

  async refresh() {
    (await this.#load()).show();
  }

  /** Opens files. @param {any} files */
  async open(files) {
    await (await this.#load()).open(files);
  }

  /** Something is set: presets of sampling show whether they are. */
  settingsChanged() {
    this.refreshSoon();
  }

  #load() {
    this.#view ??= import('./import-view.js').then(async ({ makeView }) => {
      const { view, css } = await makeView(this, { loadModel, elementCode, showFailure });
      addStyle(/** @type {ShadowRoot} */ (this.host.shadowRoot), css);
      this.#place.replaceWith(view.element);
      return view;
    });
    this.#view.catch(() => (this.#view = undefined)); // tried anew by who asks next
    return this.#view;
  }
}

/**
 * Models that other frameworks have trained and saved (Keras, TensorFlow, PyTorch, TensorFlow.js, ml5, ONNX, NumPy): the
 * reader drops or chooses the files, sees what was found in them, says what they do not, and the <lukewarm-text> writes with
 * the model. It stays in this browser until it is discarded. Files are read in the browser and sent nowhere.
 *
 * @element lukewarm-import
 * @attr {string} for - id of the text; without it the text that the panel stands in
 * @attr {string} loading - "eager": at once, not when the element comes into sight
 * @fires {CustomEvent<{ name: string, model: string }>} lukewarm-import - the text writes with a model that was imported; `model` is what the text has for it
 * @fires {CustomEvent<{ loaded: number, total: number }>} progress - a part of the files has been read, in bytes
 * @fires {CustomEvent<{ code: string, message: string }>} error - the files could not be read
 * @slot - what shows without JavaScript
 * @csspart button - each button
 */
export class LukewarmImport extends LukewarmElement {
  static attributes = panelAttributes;
  static Content = ImportContent;

  /**
   * Opens files as if the reader had dropped them. Resolves when it has shown what it found.
   * @param {Iterable<File | FileSystemEntry | { name: string, data: Blob }>} files
   * @returns {Promise<void>}
   */
  async open(files) {
    const content = await LukewarmElement.begin(this);
    await content?.open(files);
  }
}
