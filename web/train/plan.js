// What a training will be: the network, how often it reads the text, in what steps, and how long that takes here. The
// reader chooses a size by its time; the rest follows from the text and from how fast this machine is, and can be set.

/** @typedef {import('./trainer.js').TrainOptions} TrainOptions */
/** @typedef {{ hidden: number[], embedding: number, cell: 'lstm' | 'gru' | 'rnn' }} Shape */
/** @typedef {{ trainTokens: number, validTokens: number, vocabSize: number, characters: number }} Survey */
/** @typedef {(shape: Shape, vocabSize: number) => number} Speed tokens learned from per second */
/**
 * @typedef {Pick<TrainOptions, 'epochs' | 'learningRate' | 'dropout' | 'batchSize' | 'bpttLength' | 'tokenizer' | 'seed'>
 *     & { heldOut?: number }} Given what the reader has set; the rest is left to the plan
 */

/** @type {{ [size: string]: Shape & { seconds: number } }} */
export const sizes = {
  tiny: { cell: 'lstm', hidden: [128], embedding: 32, seconds: 20 },
  small: { cell: 'lstm', hidden: [192], embedding: 32, seconds: 60 },
  medium: { cell: 'lstm', hidden: [320], embedding: 48, seconds: 300 },
  large: { cell: 'lstm', hidden: [512], embedding: 64, seconds: 1200 },
};
const fineTuning = 60; // seconds

const mostEpochs = 60; // after that a small text is known by heart, whatever the dropout
const mostEpochsOfModel = 10; // where a model goes on from what it has learned
const leastRead = 150_000; // tokens; less shows nothing
const mostHeldOut = 50_000; // characters: measuring more would take longer and tell no more
const measurements = 20;
const besides = 1.1; // times as long as learning alone: it writes, reports and is kept meanwhile

/** @param {number} low @param {number} value @param {number} high */
export const clamp = (low, value, high) => Math.max(low, Math.min(value, high));

const gates = { lstm: 4, gru: 3, rnn: 1 };

/** The multiply-adds of reading one token. @param {Shape} shape @param {number} vocabSize */
export function multiplyAdds({ cell, hidden, embedding }, vocabSize) {
  const layers = hidden.reduce((sum, units, i) => sum + gates[cell] * units * (units + (i ? hidden[i - 1] : embedding)), 0);
  return layers + vocabSize * (hidden.at(-1) ?? 0);
}

/** The numbers of a network. @param {Shape} shape @param {number} vocabSize */
export function weights(shape, vocabSize) {
  const biases = 2 * gates[shape.cell] * shape.hidden.reduce((sum, units) => sum + units, 0);
  return multiplyAdds(shape, vocabSize) + vocabSize * (shape.embedding + 1) + biases;
}

/** The part that is held out. @param {Given} given @param {number} characters */
export const heldOutOf = (given, characters) =>
  given.heldOut ?? Number(Math.min(0.1, mostHeldOut / Math.max(1, characters)).toPrecision(2));

/** The options of a tokenizer. @param {Given} given @param {boolean} fresh @returns {TrainOptions} */
export const tokenizerOf = ({ tokenizer = 'char' }, fresh) =>
  ({ tokenizer, ...(tokenizer === 'word' && fresh ? { vocab: 8000, minCount: 2 } : {}) });

/**
 * Returns the options of a training, about how many seconds it takes, and what its report then knows of that.
 * @param {{ shape: Shape & { seconds?: number }, survey: Survey, speed: Speed, given: Given, fresh: boolean }} what
 *     fresh: from random weights
 */
export function plan({ shape, survey: { trainTokens, validTokens, vocabSize, characters }, speed, given, fresh }) {
  const perSecond = speed(shape, vocabSize) / besides;
  const wanted = ((shape.seconds ?? fineTuning) * perSecond) / trainTokens;
  const least = Math.ceil(leastRead / trainTokens);
  const most = fresh ? mostEpochs : mostEpochsOfModel;
  const epochs = given.epochs ?? clamp(fresh ? Math.min(most, least) : 1, Math.round(wanted), most);
  // Many small steps: an LSTM of 128 that reads Aesop's fables seven times comes to 1.58 nats per character in steps of
  // 256 tokens, to 1.81 in steps of 1024. And bold ones: one of 192 that reads them four times comes to 1.62 at a learning
  // rate of 0.004, to 1.51 at 0.008; one of 320, three times, to 1.75 at 0.003, to 1.61 at 0.006.
  const perStep = (trainTokens * epochs) / 2500;
  const bpttLength = given.bpttLength ?? clamp(8, Math.floor(trainTokens / 16), perStep < 1024 ? 32 : 64);
  const widest = Math.max(1, Math.floor(trainTokens / (2 * bpttLength)));
  const batchSize = given.batchSize ?? Math.min(widest, clamp(8, 8 * Math.round(perStep / bpttLength / 8), 48));
  const steps = Math.max(1, Math.floor(trainTokens / (batchSize * bpttLength)) * epochs);
  const width = Math.max(...shape.hidden);
  const dropout = epochs > 30 ? 0.4 : epochs > 15 ? 0.3 : epochs > 6 ? 0.2 : 0.1;
  /** @type {TrainOptions} */
  const options = {
    ...tokenizerOf(given, fresh),
    validationFraction: heldOutOf(given, characters),
    cell: shape.cell, hidden: shape.hidden, embedding: shape.embedding,
    epochs, batchSize, bpttLength,
    dropout: given.dropout ?? dropout,
    learningRate: given.learningRate ?? (fresh ? (width < 256 ? 0.008 : width < 400 ? 0.006 : 0.004) : 0.0005),
    warmup: clamp(1, Math.round(steps / 20), 100),
    emaDecay: Number(clamp(0.5, 1 - 20 / steps, 0.998).toPrecision(3)),
    evaluateEvery: Math.max(1, Math.ceil(steps / measurements)),
    stateResetProbability: 0.02, // a text begins with no state, which long sequences hardly ever show
    seed: given.seed ?? 1,
  };
  const tokensPerStep = batchSize * bpttLength;
  const stepSeconds = tokensPerStep / perSecond;
  const measuredSteps = validTokens / tokensPerStep / 3;
  return { options, seconds: stepSeconds * (steps + Math.min(steps, measurements) * measuredSteps), pace: { stepSeconds, measuredSteps } };
}
