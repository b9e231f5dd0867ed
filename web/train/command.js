// The command line that trains the same network as the page: `lukewarm train` has the page's options by other names.

/** @typedef {import('./trainer.js').TrainOptions} TrainOptions */

/** The command line's defaults; what differs is said. @type {{ [option: string]: any }} */
const defaults = {
  tokenizer: 'char', vocab: 0, minCount: 1, hidden: 512, embedding: 64, start: '',
  epochs: 16, batchSize: 48, bpttLength: 128, dropout: 0.4, learningRate: 0.002, warmup: 100, emaDecay: 0.998,
  stateResetProbability: 0, validationFraction: 0.1, evaluateEvery: 0, seed: 1,
};
/** Flags that are not named as their option. @type {{ [option: string]: string }} */
const short = { bpttLength: 'bptt', learningRate: 'lr' };
const ofModel = ['tokenizer', 'vocab', 'minCount', 'hidden', 'embedding'];

/** @param {string} option */
const flag = (option) => short[option] ?? option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Returns a value as a shell takes it. @param {any} value */
const quote = (value) => (/\s/.test(value) ? `$'${value.replaceAll('\n', '\\n')}'` : value);

/**
 * Returns the command that trains the same, bit for bit.
 * @param {TrainOptions} options @param {string} from the model that it goes on from, '' for none @param {string} name
 */
export function commandLine(options, from, name) {
  const values = /** @type {{ [option: string]: any }} */ (options);
  const own = Object.entries(defaults)
    .filter(([option, fallback]) => (values[option] ?? fallback) != fallback) // a list of one is that one
    .filter(([option]) => !from || !ofModel.includes(option))
    .map(([option]) => `--${flag(option)} ${quote(values[option])}`);
  const start = from ? [`--from ${from}.safetensors`] : [];
  return ['lukewarm train', `${name}.txt`, `-o ${name}-f32.safetensors`, ...start, '--threads 1', ...own].join(' ') +
    `\nlukewarm quantize ${name}-f32.safetensors -o ${name}.safetensors`;
}
