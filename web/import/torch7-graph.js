// The graph of modules (nn.gModule of nngraph) that karpathy/char-rnn makes of one time step. Layers are recognised by what is
// done with the sums of two Linear modules: split into gates (LSTM), tanh (RNN), or two sigmoids and a tanh of a gated state (GRU).
import { importError } from './errors.js';
import { Torch7Object } from './torch7-file.js';

/** @typedef {{ input: Torch7Object, state: Torch7Object }} Sum two nn.Linear: of the layer's input and of its state */
/**
 * @typedef {{ kind: 'lstm' | 'rnn', sum: Sum } | { kind: 'gru', reset: Sum, update: Sum, candidate: Sum }} Layer
 * @typedef {{ node: Torch7Object, module: Torch7Object | undefined, type: string, name: string, parents: Step[], children: Step[], place: number }} Step
 */

/** @param {string} what */
const unsupported = (what) => importError('import-unsupported', `The network ${what}. Of Torch's graphs those of char-rnn's lstm, gru and rnn are taken.`);

/** @param {any} list a table of numbers from 1 */
const valuesOf = (list) => [...list ?? []].filter(([key]) => typeof key === 'number').sort(([a], [b]) => a - b).map(([, value]) => value);

/** Returns the nodes in the order in which they are computed. @param {Torch7Object} network @returns {Step[]} */
function stepsOf(network) {
  const nodes = valuesOf(network.get('forwardnodes')).filter((node) => node instanceof Torch7Object);
  const steps = nodes.map((node, place) => {
    const data = node.get('data');
    const module = data?.get?.('module');
    const name = data?.get?.('annotations')?.get?.('name');
    return /** @type {Step} */ ({
      node, place, module: module instanceof Torch7Object ? module : undefined, type: module?.type?.replace(/^nn\./, '') ?? '',
      name: typeof name === 'string' ? name : '', parents: [], children: [],
    });
  });
  const known = new Map(steps.map((step) => [step.node, step]));
  for (const step of steps) {
    for (const child of valuesOf(step.node.get('children'))) {
      const other = known.get(child);
      if (!other) continue;
      step.children.push(other);
      other.parents.push(step);
    }
  }
  // An identity hands on what it is given: only those that the state comes in by have no module before them.
  return steps;
}

/** Through modules that change nothing in use. @param {Step} step @returns {Step} */
const source = (step) => (/^(Dropout|Identity)$/.test(step.type) && step.parents[0]?.module ? source(step.parents[0]) : step);
/** @param {Step} step @returns {Step[]} */
const uses = (step) => step.children.flatMap((child) => (/^(Dropout|Identity)$/.test(child.type) ? uses(child) : child));

/** @param {Step} linear */
const isOfState = (linear) => {
  if (/^h2h/.test(linear.name)) return true;
  if (/^i2h/.test(linear.name)) return false;
  const from = source(linear.parents[0] ?? linear);
  return from.type === 'CMulTable' && from.children.length === 1 ? 'gated' : from.type === 'Identity' || from.type === '';
};

/** Returns the two Linear modules that are added; undefined if it is another sum. @param {Step} step @returns {{ input: Step, state: Step } | undefined} */
function pairOf(step) {
  const linears = step.type === 'CAddTable' ? step.parents.map((parent) => (parent.type === 'Identity' ? parent.parents[0] : parent)) : [];
  if (linears.some((one) => one?.type === 'BatchNormalization')) throw unsupported('has batch normalization within its steps (bnlstm)');
  if (linears.length !== 2 || linears.some((one) => one?.type !== 'Linear')) return undefined;
  const [a, b] = linears;
  const rows = (/** @type {Step} */ { module }) => module?.get('weight')?.shape ?? [];
  // In the first layer both may come in from outside; what is not square reads the tokens.
  const isSquare = (/** @type {Step} */ one) => (rows(one)[0] % rows(one)[1] === 0 ? 1 : 0);
  const rank = (/** @type {Step} */ one) => {
    const state = isOfState(one);
    return (state === 'gated' ? 4 : state ? 2 : 0) + isSquare(one);
  };
  return rank(a) >= rank(b) ? { input: b, state: a } : { input: a, state: b };
}

/**
 * @param {Torch7Object} network nn.gModule
 * @returns {{ layers: Layer[], decoder: Torch7Object }} errors: import-unsupported
 */
export function readSteps(network) {
  const steps = stepsOf(network);
  const sums = steps.flatMap((step) => {
    const pair = pairOf(step);
    return pair ? [{ ...pair, step }] : [];
  }).sort((a, b) => a.input.place - b.input.place);
  const used = new Set(sums.flatMap(({ input, state }) => [input, state]));
  const decoder = steps.findLast((step) => step.type === 'Linear' && !used.has(step))?.module;
  if (!decoder || sums.length === 0) throw unsupported('has no layers of sums of two Linear modules and a decoder');
  const others = steps.filter((step) => step.type === 'Linear' && !used.has(step)).length;
  if (others !== 1) throw unsupported(`has ${others} Linear modules that belong to no layer`);

  const modules = (/** @type {{ input: Step, state: Step }} */ { input, state }) => (
    { input: /** @type {Torch7Object} */ (input.module), state: /** @type {Torch7Object} */ (state.module) });
  /** @type {Layer[]} */
  const layers = [];
  for (let i = 0; i < sums.length;) {
    const [sum] = sums.slice(i);
    const next = uses(sum.step)[0]?.type;
    if (next === 'Reshape' || next === 'View') {
      layers.push({ kind: 'lstm', sum: modules(sum) });
      i++;
    } else if (next === 'Tanh' && isOfState(sum.state) !== 'gated') {
      layers.push({ kind: 'rnn', sum: modules(sum) });
      i++;
    } else {
      layers.push(gruOf(sums.slice(i, i + 3), modules));
      i += 3;
    }
  }
  return { layers, decoder };
}

/**
 * @param {{ input: Step, state: Step, step: Step }[]} sums three
 * @param {(pair: { input: Step, state: Step }) => Sum} modules
 * @returns {Layer}
 */
function gruOf(sums, modules) {
  const candidate = sums.find(({ step }) => uses(step)[0]?.type === 'Tanh');
  const gates = sums.filter((sum) => uses(sum.step)[0]?.type === 'Sigmoid');
  // The reset gate's product is what the candidate's matrix of the state reads.
  const product = candidate?.state.parents[0];
  const reset = gates.find(({ step }) => product && uses(uses(step)[0]).includes(product));
  const update = gates.find((sum) => sum !== reset);
  if (!candidate || !reset || !update || gates.length !== 2) throw unsupported('has a layer that is none of lstm, gru and rnn');
  return { kind: 'gru', reset: modules(reset), update: modules(update), candidate: modules(candidate) };
}
