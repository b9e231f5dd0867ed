// A stream that does not end: each item arrives, however long the next one takes.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { nextTask } from '../../web/engine/slices.js';
import { Connection } from '../../web/worker/client.js';
import { serveHere } from '../../web/worker/serve.js';

it('keeps back no item of a stream, though the next one never comes', async () => {
  const root = {
    async *events() {
      for (let i = 0; i < 5; i++) {
        yield i;
        await nextTask();
      }
      await new Promise(() => {});
    },
  };
  const connection = new Connection(() => serveHere(root));
  const items = connection.stream(0, 'events', []);
  for (let i = 0; i < 5; i++) assert.deepEqual(await items.next(), { value: i, done: false });
  connection.close();
});
