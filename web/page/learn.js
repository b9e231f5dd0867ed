// The lesson's figures come to life.
import { define } from '../element/base.js';
import { figures } from '../element/figures.js';

for (const [name, figure] of Object.entries(figures)) define(name, figure);

// Nothing waits for this.
addEventListener('load', () => import('./offline.js').then(({ keep }) => keep(''), () => {}));
