// WordPress as Debian has it, with PHP's own server and a database of its own. The posts are sent as the editor sends them, by
// an administrator who has logged in, and once by an author, whose scripts and iframes WordPress removes.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRecipes } from '../../web/recipes.mjs';
import { run } from '../embed/install.mjs';
import { errorsIn, seeText } from '../embed/look.mjs';
import { freePort, whileRunning } from '../embed/program.mjs';

const config = (/** @type {string} */ socket) => `<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_HOST', 'localhost:${socket}');
define('WP_HTTP_BLOCK_EXTERNAL', true); define('AUTOMATIC_UPDATER_DISABLED', true); define('DISABLE_WP_CRON', true);
define('WP_CONTENT_DIR', __DIR__ . '/wp-content');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;

const setUp = (/** @type {string} */ url) => `<?php
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = '${new URL(url).host}';
require 'wp-load.php';
require 'wp-admin/includes/upgrade.php';
wp_install('My course', 'admin', 'admin@example.com', true, '', 'secret');
wp_insert_user(['user_login' => 'author', 'user_pass' => 'secret', 'role' => 'author']);
update_option('siteurl', '${url}'); update_option('home', '${url}');
`;

/** In the page: sends a post as the editor does, and returns its address. @param {string} content */
async function publish(content) {
  const { wpApiSettings: { root, nonce } } = /** @type {any} */ (window);
  const response = await fetch(`${root}wp/v2/posts`, {
    method: 'POST', headers: { 'Content-Type': 'application/json', 'X-WP-Nonce': nonce },
    body: JSON.stringify({ title: 'A text', status: 'publish', content: `<!-- wp:html -->\n${content}\n<!-- /wp:html -->` }),
  });
  const { link } = await response.json();
  return link;
}

/** @type {import('../embed/tools.mjs').Tool} */
export default {
  name: 'WordPress', guide: 'iframe.md', by: 'element, iframe',
  needs: { debian: ['wordpress', 'wordpress-theme-twentytwentythree', 'php-cli', 'php-mysql', 'mariadb-server-core', 'mariadb-client-core'] },
  version: `php -r 'include "/usr/share/wordpress/wp-includes/version.php"; echo $wp_version;'`,
  async see(browser, project) {
    const { folder, shots } = project;
    const recipes = readRecipes('web/guides/iframe.md');
    const { element, iframe } = Object.fromEntries(Object.entries(recipes['WordPress and other sites that remove scripts'].files)
      .map(([name, text]) => [name, text.replaceAll('https://YOUR-SITE/', '/')]));
    const socket = join(folder, 'database.sock');
    await run('cp -rL /usr/share/wordpress/. . && rm -f wp-config.php && mariadb-install-db --no-defaults --user=root --datadir=$PWD/database --auth-root-authentication-method=normal', project);
    const port = await freePort();
    const url = `http://localhost:${port}`;
    await writeFile(join(folder, 'wp-config.php'), config(socket));
    await writeFile(join(folder, 'set-up.php'), setUp(url));
    await writeFile(join(folder, 'alive.txt'), '');
    const both = `bash -c 'mariadbd --no-defaults --user=root --datadir=$PWD/database --socket=${socket} --skip-networking & exec php -S localhost:${port}'`;
    await whileRunning(both, `${url}/alive.txt`, project, async () => {
      await run(`for try in $(seq 100); do mariadb-admin --no-defaults --socket=${socket} -u root ping && break; sleep 0.2; done`, project);
      await run(`mariadb --no-defaults --socket=${socket} -u root -e 'CREATE DATABASE wordpress' && php set-up.php`, project);

      const logIn = async (/** @type {string} */ user) => {
        await browser.open(`${url}/wp-login.php`);
        await browser.set('#user_login', user);
        await browser.set('#user_pass', 'secret');
        await browser.click('#wp-submit');
        await browser.waitFor(() => document.querySelector('#wpadminbar'));
        await browser.open(`${url}/wp-admin/post-new.php`);
        await browser.waitFor(() => (/** @type {any} */ (window)).wpApiSettings?.nonce);
      };
      await logIn('admin');
      const posts = [await browser.evaluate(publish, element), await browser.evaluate(publish, iframe)];
      const errors = await errorsIn(browser, async () => {
        await browser.open(posts[0]);
        await seeText(browser, 'element');
        if (shots) await browser.screenshot(`${shots}.png`);
        await browser.open(posts[1]);
        await seeText(browser, 'iframe');
      });
      if (errors.length > 0) throw new Error(errors.join('\n'));

      await browser.open(`${url}/wp-login.php?loggedout=true&reauth=1`);
      await logIn('author');
      const removed = await browser.evaluate(publish, `${element}\n${iframe}`);
      await browser.open(removed);
      if (await browser.evaluate(() => document.querySelector('lukewarm-text, iframe') !== null)) throw new Error('an author may write these');
    });
    return 'writes the text; an author\'s is removed';
  },
};
