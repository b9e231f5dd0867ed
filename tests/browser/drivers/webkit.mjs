// WebKitGTK: its MiniBrowser, by selenium-webdriver over WebKitWebDriver, on a virtual display.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { Builder, Capabilities, Key, Origin } from 'selenium-webdriver';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** Returns MiniBrowser's path; every architecture and every API version keeps it in a folder of its own. */
function miniBrowser() {
  const found = readdirSync('/usr/lib')
    .flatMap((folder) => ['4.1', '4.0', '6.0'].map((api) => `/usr/lib/${folder}/webkit2gtk-${api}/MiniBrowser`))
    .find((path) => existsSync(path));
  if (!found) throw new Error('no MiniBrowser of WebKitGTK here: install the package webkit2gtk-driver');
  return found;
}

/** Starts Xvfb on a display of its own choice and resolves once it listens. */
async function startDisplay() {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '2000x2000x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const announced = createInterface({ input: /** @type {import('node:stream').Readable} */ (child.stdio[3]) });
  const name = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    announced.once('line', resolve);
  });
  return { child, name: `:${name}` };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/**
 * Starts WebKitWebDriver and resolves with its address once it answers; it announces nothing by itself.
 * @param {NodeJS.ProcessEnv} env
 */
async function startDriver(env) {
  const port = await freePort();
  const child = spawn('WebKitWebDriver', [`--port=${port}`], { env, stdio: 'ignore' });
  let ended = /** @type {Error | undefined} */ (undefined);
  child.once('error', (error) => (ended = error));
  child.once('exit', (code) => (ended ??= new Error(`WebKitWebDriver ended with ${code}`)));
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${url}/status`).catch(() => null))?.ok) {
    if (ended) throw ended;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { child, url };
}

/** @param {ChildProcess} child */
async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await ended;
}

/** @type {Record<string, string>} */
const keys = {
  Enter: Key.ENTER, Tab: Key.TAB, Escape: Key.ESCAPE, Space: ' ', Backspace: Key.BACK_SPACE, Delete: Key.DELETE,
  ArrowLeft: Key.ARROW_LEFT, ArrowRight: Key.ARROW_RIGHT, ArrowUp: Key.ARROW_UP, ArrowDown: Key.ARROW_DOWN,
  Home: Key.HOME, End: Key.END, PageUp: Key.PAGE_UP, PageDown: Key.PAGE_DOWN,
  Shift: Key.SHIFT, Control: Key.CONTROL, Alt: Key.ALT, Meta: Key.META,
};

/** @param {import('../browsers.mjs').LaunchOptions} options */
export async function launchWebKit({ width, height, colorScheme }) {
  const display = await startDisplay();
  const service = await startDriver({
    ...process.env,
    DISPLAY: display.name,
    GDK_BACKEND: 'x11',
    GTK_THEME: colorScheme === 'dark' ? 'Adwaita:dark' : 'Adwaita',
    LIBGL_ALWAYS_SOFTWARE: '1',
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  });
  async function stopServices() {
    await stop(service.child);
    await stop(display.child);
  }
  const driver = await new Builder()
    .usingServer(service.url)
    .withCapabilities(new Capabilities()
      .set('browserName', 'MiniBrowser')
      .set('webkitgtk:browserOptions', {
        binary: miniBrowser(),
        args: ['--automation'],
      }))
    .build()
    .catch(async (/** @type {unknown} */ error) => {
      await stopServices();
      throw error;
    });
  const chrome = { width: 0, height: 0 };

  /**
   * Sizes the window so that the page's viewport is this large.
   * @param {number} width
   * @param {number} height
   */
  async function setViewport(width, height) {
    await driver.manage().window().setRect({ x: 0, y: 0, width: width + chrome.width, height: height + chrome.height });
    const got = /** @type {number[]} */ (await driver.executeScript('return [innerWidth, innerHeight]'));
    if (got[0] === width && got[1] === height) return;
    chrome.width += width - got[0];
    chrome.height += height - got[1];
    await driver.manage().window().setRect({ x: 0, y: 0, width: width + chrome.width, height: height + chrome.height });
  }
  await setViewport(width, height);

  return {
    // WebKitWebDriver reports no console, so withSite has the page keep its errors itself: pages/keep-errors.js.
    // They are kept by origin.
    /** @returns {Promise<import('../browsers.mjs').PageError[]>} */
    errors: () => driver.executeScript(`return JSON.parse(sessionStorage.getItem('errors') ?? '[]').map((text) => ({ text, page: location.href }))`),
    /** @param {string} url */
    open: (url) => driver.get(url),
    /** @param {string} expression */
    run: (expression) => driver.executeScript(`return ${expression}`),
    /** @param {number} x @param {number} y */
    clickAt: (x, y) =>
      driver.actions().move({ x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT }).click().perform(),
    /** @param {number} x @param {number} y */
    pointAt: (x, y) => driver.actions().move({ x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT }).perform(),
    /** @param {string} text */
    typeText: (text) => driver.actions().sendKeys(text).perform(),
    /** @param {string} key with modifiers before it, as in Shift+Tab */
    async press(key) {
      const pressed = key.split('+').map((name) => keys[name] ?? name);
      const actions = driver.actions();
      for (const one of pressed) actions.keyDown(one);
      for (const one of pressed.reverse()) actions.keyUp(one);
      await actions.perform();
    },
    /** @param {string} path */
    screenshot: async (path) => writeFile(path, await driver.takeScreenshot(), 'base64'),
    setViewport,
    async version() {
      const capabilities = await driver.getCapabilities();
      return `WebKitGTK ${capabilities.get('browserVersion')}`;
    },
    async close() {
      await driver.quit();
      await stopServices();
    },
  };
}
