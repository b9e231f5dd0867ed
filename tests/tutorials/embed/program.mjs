// Runs a tool that is a server (a notebook, WordPress) while a browser looks at what it serves.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

const kPatience = 120_000;

/** Returns a port of this machine that nobody uses now. @returns {Promise<number>} */
export const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    server.close(() => resolve(port));
  });
});

/**
 * Starts a command and calls `use` when the address answers; ends the command and all that it started.
 * @template T
 * @param {string} command @param {string} url @param {import('./install.mjs').Project} project @param {() => Promise<T>} use
 */
export async function whileRunning(command, url, { folder, env }, use) {
  const child = spawn('bash', ['--norc', '-c', `exec ${command}`], { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '', ended = false;
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (printed += data));
  const end = new Promise((resolve) => child.on('exit', () => resolve(ended = true)));
  try {
    for (const last = Date.now() + kPatience; ; await new Promise((resolve) => setTimeout(resolve, 200))) {
      if (ended || Date.now() > last) throw new Error('it does not answer');
      if (await fetch(url, { signal: AbortSignal.timeout(10_000) }).then(({ ok }) => ok, () => false)) break;
    }
    return await use();
  } catch (error) {
    throw new Error(`${/** @type {Error} */ (error).message}\n${command}: ${printed.slice(-1500)}`);
  } finally {
    if (!ended) process.kill(-Number(child.pid), 'SIGKILL');
    await end;
  }
}
