// MyST's theme comes from a host of its own. What it is given, the content that `myst build` makes, is here: the widget's module
// and state in it are shown as a theme shows an anywidget, and its iframe as it stands.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../../web/make/site.mjs';
import { run } from '../embed/install.mjs';
import { seeText, serve } from '../embed/look.mjs';

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>MyST</title></head><body><script type="module">
const content = async (name) => (await (await fetch('_build/site/content/' + name + '.json')).json()).mdast.children[0].children[0];
const { esm, model: state } = await content('text');
const model = { get: (name) => state[name], set: (name, value) => (state[name] = value), save_changes() {}, on() {}, off() {} };
(await import('./_build/site/public' + esm)).default.render({ model, el: document.body });
const { type, src } = await content('frame');
document.body.append(Object.assign(document.createElement(type), { src }));
</script></body></html>`;

/** @type {import('../embed/tools.mjs').Tool} */
export default {
  name: 'MyST', guide: 'notebooks.md', by: 'widget, iframe', serves: true,
  needs: { npm: { mystmd: '1' } },
  async see(browser, project) {
    const { folder } = project;
    await run(`cp -r ${root}/build/site lukewarm`, project);
    await writeFile(join(folder, 'index.html'), page);
    await writeFile(join(folder, 'myst.yml'), 'version: 1\nsite:\n  template: book-theme\nproject:\n  title: My course\n  exclude: lukewarm/**\n');
    await serve(folder, async (url) => {
      for (const name of ['text.md', 'frame.md']) {
        const text = await readFile(join(folder, name), 'utf8');
        await writeFile(join(folder, name), text.replaceAll('https://YOUR-SITE/', url));
      }
      // It ends with an error, since there is no theme.
      await run(`${project.last} --ci || true`, project);
      await browser.open(url);
      await seeText(browser, 'element');
      await seeText(browser, 'iframe');
    });
    return 'writes the text, without MyST\'s theme, which is on a host of its own';
  },
};
