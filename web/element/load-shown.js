// A model's download, shown where an element shows how a prompt is read.
import { holdModel } from './engine.js';

/** Returns a model, and shows meanwhile how much of it has come. @param {import('./element.js').Content & { reading: import('./progress.js').Reading }} content @param {string} address */
export async function loadShown(content, address) {
  const { reading } = content;
  const model = await holdModel(address, content, (progress) => {
    reading.showDownload(progress);
    content.emit('progress', progress);
  });
  reading.hide();
  return model;
}
