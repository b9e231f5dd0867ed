// The worker of the training page.
import { Training } from './training.js';

/** @type {{ postMessage(message: any, transfer?: any): void, onmessage: any }} */
const port = /** @type {any} */ (self);
const training = /** @type {any} */ (new Training());

port.onmessage = async (/** @type {{ data: { call: number, method: string, args: any[] } }} */ { data }) => {
  const { call, method, args } = data;
  try {
    const value = await training[method](...args);
    port.postMessage({ call, value }, value instanceof Uint8Array ? [value.buffer] : []);
  } catch (error) {
    const { code = 'internal', message = String(error) } = /** @type {any} */ (error);
    port.postMessage({ call, error: { code, message } });
  }
};
for await (const event of training.events()) port.postMessage(event);
