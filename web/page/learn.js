// The lesson's figures come to life.
import '../lukewarm-elements.js';

// Nothing waits for this.
addEventListener('load', () => import('./offline.js').then(({ keep }) => keep(''), () => {}));
