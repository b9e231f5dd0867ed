// Lukewarm's trainer, as the site has it.
// @ts-ignore: it lies beside this script where that is served
import { createTrainer } from './lukewarm-train.js';
import { takePart } from './contest.js';

takePart(async ({ text, train, hidden }, { planned, ...options }) => {
  // As long as it can learn in the time that it will have, as the page plans it.
  const epochs = planned ? Math.max(1, Math.floor(planned / train.length)) : 1000;
  const trainer = await createTrainer(text, { hidden: [hidden], epochs, ...options });
  return {
    step() {
      if (trainer.status !== 'running') return null;
      const { tokens, loss } = trainer.step();
      return { targets: tokens, read: tokens, loss };
    },
    /** As measured after its best epoch. */
    heldOutLoss() {
      if (trainer.bestLoss === null) throw new Error('not one epoch in that time');
      return trainer.bestLoss;
    },
  };
});
