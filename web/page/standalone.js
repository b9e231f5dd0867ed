// The script of lukewarm-standalone.html.
import './standalone-files.js'; // before the page asks for anything
import './main.js';
