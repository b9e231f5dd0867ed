// The default prompt of a figure: what the list of its site suggests.
import { isShort } from './engine.js';
import { findModel } from './model-list.js';

/** Returns a prompt that suits a model; '' where no list knows of one. @param {string} model */
export async function suggestedPrompt(model) {
  let prompt;
  if (isShort(model)) await findModel('', model, (list) => (prompt = list.find(({ id }) => id === model)?.prompt)).catch(() => {});
  return prompt ?? '';
}
