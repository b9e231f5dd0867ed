// The command line that trains the same network as the page: `lukewarm train` has the page's options by other names.

/** @typedef {import('./trainer.js').TrainOptions} TrainOptions */

/** The command line's defaults; what differs is said. @type {{ [option: string]: [flag: string, fallback: any] }} */
const flags = {
  tokenizer: ['--tokenizer', 'char'], vocab: ['--vocab', 0], minCount: ['--min-count', 1],
  hidden: ['--hidden', '512'], embedding: ['--embedding', 64],
  epochs: ['--epochs', 16], batchSize: ['--batch-size', 48], bpttLength: ['--bptt', 128], dropout: ['--dropout', 0.4],
  learningRate: ['--lr', 0.002], warmup: ['--warmup', 100], emaDecay: ['--ema-decay', 0.998],
  stateResetProbability: ['--state-reset-probability', 0],
  validationFraction: ['--validation-fraction', 0.1], evaluateEvery: ['--evaluate-every', 0], seed: ['--seed', 1],
};
const ofModel = ['tokenizer', 'vocab', 'minCount', 'hidden', 'embedding'];

/**
 * Returns the command that trains the same, bit for bit.
 * @param {TrainOptions} options @param {string} from the model that it goes on from, '' for none @param {string} name
 */
export function commandLine(options, from, name) {
  const values = /** @type {{ [option: string]: any }} */ (options);
  const own = Object.entries(flags)
    .filter(([option, [, fallback]]) => String(values[option] ?? fallback) !== String(fallback))
    .filter(([option]) => !from || !ofModel.includes(option))
    .map(([option, [flag]]) => `${flag} ${values[option]}`);
  const start = from ? [`--from ${from}.safetensors`] : [];
  return ['lukewarm train', `${name}.txt`, `-o ${name}-f32.safetensors`, ...start, '--threads 1', ...own].join(' ') +
    `\nlukewarm quantize ${name}-f32.safetensors -o ${name}.safetensors`;
}
