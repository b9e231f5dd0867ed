// A state dict's tensors, grouped into units: the modules of torch.nn that have weights. What a unit is follows from the names
// and shapes of its tensors, or from the module's class where the file has it.
import { importError } from './errors.js';
import { map } from './tensor.js';

/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {import('./types.js').Node} Node */
/** @typedef {{ type: string, attributes: Map<any, any> }} Module a module whose class the file names: 'torch.nn.modules.rnn.LSTM' */

/**
 * A module with weights, or several that make one layer.
 * @typedef {object} Unit
 * @property {'embedding' | 'recurrent' | 'linear' | 'either' | 'norm' | 'tied'} kind either: a matrix alone, an embedding or a linear
 *   layer without a bias; tied: the bias of a layer whose matrix is the embedding's
 * @property {string} name its path in the model
 * @property {number} inputs numbers that it reads; of an embedding: how many ids
 * @property {number} outputs
 * @property {Node[]} nodes
 * @property {boolean} [isOpen] a plain rnn whose activation the file does not tell
 */

/** The engine's. */
const kMaxLayers = 64;
/** 64 layers of 12 tensors have 768. */
const kMaxTensors = 4096;

/** Parts of names that wrappers add: DataParallel, torch.compile, FSDP, fastai's WeightDropout. */
const kWrappers = new Set(['module', '_orig_mod', '_fsdp_wrapped_module', '_forward_module']);
/** What is no weight: counters, the loss's own, the embedding that fastai keeps twice. */
const kNoWeight = /(^|\.)(num_batches_tracked|total_ops|total_params|encoder_dp\.emb\.weight)$|(^|\.)(criterion|loss|loss_fn|loss_fct|metric|metrics|train_acc|val_acc)\./;
const kRecurrent = /^(?:weight_(?:ih|hh|hr)|bias_(?:ih|hh))(?:_l(\d+)(_reverse)?)?(?:_raw)?$/;

/** @param {string} message */
export const unsupported = (message) => importError('import-unsupported', message);

/** @param {string[]} names at most four of them */
export const some = (names) => names.slice(0, 4).join(', ') + (names.length > 4 ? ', …' : '');

/**
 * Returns the tensors by the path of their module ('' for the model itself) and their own name, without wrappers' names and
 * without a path that all share.
 * @param {Map<string, Tensor>} entries
 * @returns {Map<string, Map<string, Tensor>>}
 */
export function groupEntries(entries) {
  if (entries.size > kMaxTensors) throw importError('import-too-large', `The model has ${entries.size} tensors; at most ${kMaxTensors} are read.`);
  /** @type {[string[], Tensor][]} */
  const named = [...entries].filter(([name, { shape }]) => !kNoWeight.test(name) && shape.length > 0)
    .map(([name, tensor]) => [name.split('.').filter((part, i, all) => i === all.length - 1 || !kWrappers.has(part)), tensor]);
  while (named.length > 1 && named.every(([path]) => path.length > 2 && path[0] === named[0][0][0])) {
    for (const entry of named) entry[0] = entry[0].slice(1);
  }
  // One layer of their own, and the rest of the model: "model.lstm.weight_hh_l0", "model.fc.weight".
  while (named.length > 1 && /^(model|net|network|rnn_model)$/.test(named[0][0][0]) && named.every(([path]) => path.length > 1 && path[0] === named[0][0][0])) {
    for (const entry of named) entry[0] = entry[0].slice(1);
  }
  /** @type {Map<string, Map<string, Tensor>>} */
  const groups = new Map();
  for (const [path, tensor] of named) {
    const own = /** @type {string} */ (path.at(-1));
    const group = groups.get(path.slice(0, -1).join('.')) ?? new Map();
    groups.set(path.slice(0, -1).join('.'), group);
    // fastai drops some of `weight_hh_l0_raw` while it trains; what was dropped last stands beside it.
    const plain = own.replace(/_raw$/, '');
    if (own !== plain || !group.has(plain)) group.set(plain, tensor);
  }
  return groups;
}

/** Throws for what is no recurrent network. @param {Map<string, Map<string, Tensor>>} groups */
export function refuseOthers(groups) {
  const all = [...groups].flatMap(([path, group]) => [...group].map(([name, tensor]) => ({ name: path ? `${path}.${name}` : name, shape: tensor.shape })));
  const attention = all.filter(({ name }) => /(^|[._])(in_proj_weight|q_proj|k_proj|v_proj|c_attn|self_attn|self_attention|attn|attention|wpe|position_embeddings?|positional_encoding|pos_encoder)([._]|$)|(^|\.)(query|key|value)\.weight$/i.test(name));
  if (attention.length > 0) throw unsupported(`This model has attention (${some(attention.map(({ name }) => name))}): a Transformer. This engine runs recurrent networks: RNN, GRU, LSTM.`);
  const convolutions = all.filter(({ shape }) => shape.length > 2);
  if (convolutions.length > 0) throw unsupported(`This model has convolutions or the like (${some(convolutions.map(({ name, shape }) => `${name} [${shape}]`))}). This engine runs recurrent networks: RNN, GRU, LSTM.`);
  const packed = all.filter(({ name }) => /(^|\.)(weight_g|weight_v|parametrizations\..*|weight_orig|weight_mask|weight_u)$|_l\d+_(g|v|orig|mask)$|_packed_params/.test(name));
  if (packed.length > 0) throw unsupported(`This model's weights are kept in parts (${some(packed.map(({ name }) => name))}): weight norm, pruning or quantisation. Remove it before saving (torch.nn.utils.parametrize.remove_parametrizations, torch.nn.utils.remove_weight_norm, prune.remove).`);
}

/** @param {Tensor | undefined} tensor @param {number[]} shape */
const has = (tensor, shape) => tensor !== undefined && tensor.shape.length === shape.length && tensor.shape.every((length, axis) => length === shape[axis]);

/** Those that are there. @param {{ [name: string]: Tensor | undefined }} tensors @returns {{ [name: string]: Tensor }} */
export const present = (tensors) => Object.fromEntries(Object.entries(tensors).flatMap(([name, tensor]) => (tensor ? [[name, tensor]] : [])));

/**
 * One direction of one layer.
 * @param {Map<string, Tensor>} group @param {string} suffix '_l0', '_l0_reverse' or '' for a cell
 * @param {string} path @param {Module | undefined} module
 * @returns {Node & { units: number }}
 */
function recurrentNode(group, suffix, path, module) {
  const get = (/** @type {string} */ name) => group.get(name + suffix);
  const [weightIn, weightHidden, project] = [get('weight_ih'), get('weight_hh'), get('weight_hr')];
  const name = `${path || 'the recurrent layer'}${suffix ? ` (${suffix.slice(1)})` : ''}`;
  if (weightIn?.shape.length !== 2 || weightHidden?.shape.length !== 2) throw importError('import-damaged', `${name} lacks one of its matrices weight_ih and weight_hh.`);
  const units = project ? project.shape[1] : weightHidden.shape[1];
  const gates = weightHidden.shape[0] / units;
  const kind = project ? 'lstm' : { 1: 'rnn', 3: 'gru', 4: 'lstm' }[gates];
  const rows = weightHidden.shape[0];
  const isSound = kind && (!project || (gates === 4 && has(project, [weightHidden.shape[1], units]))) && weightIn.shape[0] === rows &&
    [get('bias_ih'), get('bias_hh')].every((bias) => !bias || has(bias, [rows]));
  if (!isSound) throw importError('import-damaged', `${name} has weights of the shapes [${weightIn.shape}] and [${weightHidden.shape}], which fit no RNN, GRU or LSTM.`);
  const nonlinearity = module?.attributes.get('nonlinearity') ?? (/RELU/.test(String(module?.attributes.get('mode') ?? '')) ? 'relu' : module?.attributes.has('mode') ? 'tanh' : undefined);
  return {
    kind, units, name,
    ...(kind === 'rnn' && (nonlinearity === 'tanh' || nonlinearity === 'relu') && { activation: nonlinearity }),
    tensors: present({ weight_ih: weightIn, weight_hh: weightHidden, bias_ih: get('bias_ih'), bias_hh: get('bias_hh'), weight_hr: project }),
  };
}

/** @param {Map<string, Tensor>} group @param {string} path @param {Module | undefined} module @returns {Unit} */
function recurrentUnit(group, path, module) {
  const layers = new Set([...group.keys()].map((name) => kRecurrent.exec(name)?.[1] ?? ''));
  if (layers.size > kMaxLayers) throw importError('import-too-large', `${path} has ${layers.size} layers; at most ${kMaxLayers} are read.`);
  /** @type {Node[]} */
  const nodes = [];
  let isOpen = false;
  for (let layer = 0; layer < layers.size; layer++) {
    const suffix = layers.has('') ? '' : `_l${layer}`;
    const forward = recurrentNode(group, suffix, path, module);
    isOpen ||= forward.kind === 'rnn' && !forward.activation;
    if (!group.has(`weight_ih${suffix}_reverse`)) nodes.push(forward);
    else nodes.push({ kind: 'bidirectional', merge: 'concat', forward, backward: recurrentNode(group, `${suffix}_reverse`, path, module), name: forward.name });
  }
  return { kind: 'recurrent', name: path, inputs: inputsOf(nodes[0]), outputs: outputsOf(/** @type {Node} */ (nodes.at(-1))), nodes, isOpen };
}

/** @param {Node} node @returns {number} */
const inputsOf = (node) => (node.forward ?? node).tensors.weight_ih.shape[1];

/** @param {Node} node @returns {number} */
const outputsOf = (node) => (node.forward ? outputsOf(node.forward) + outputsOf(node.backward) : node.tensors?.weight_hr?.shape[0] ?? node.units);

/** What a batch normalisation does when it does not learn. @param {Map<string, Tensor>} group @param {number} epsilon @returns {Node} */
function batchNorm(group, epsilon) {
  const [mean, variance] = [/** @type {Tensor} */ (group.get('running_mean')), /** @type {Tensor} */ (group.get('running_var'))];
  const [weight, bias] = [group.get('weight'), group.get('bias')];
  const scale = { shape: variance.shape, async read() {
    const factors = await weight?.read();
    return (await variance.read()).map((value, i) => (factors?.[i] ?? 1) / Math.sqrt(value + epsilon));
  } };
  const shift = { shape: mean.shape, async read() {
    const [factors, shifts] = [await scale.read(), await bias?.read()];
    return (await mean.read()).map((value, i) => (shifts?.[i] ?? 0) - value * factors[i]);
  } };
  return { kind: 'batch-norm', tensors: { scale, shift } };
}

/** The unit of one module; undefined: it is none of torch.nn's. @param {Map<string, Tensor>} group @param {string} path @param {Module | undefined} module @returns {Unit | undefined} */
function unitOf(group, path, module) {
  const names = [...group.keys()];
  if (names.every((name) => kRecurrent.test(name)) && group.size > 1) return recurrentUnit(group, path, module);
  const [weight, bias] = [group.get('weight'), group.get('bias')];
  const epsilon = Number(module?.attributes.get('eps') ?? 1e-5);
  const tensors = { ...(weight && { weight }), ...(bias && { bias }) };
  const isOnly = (/** @type {string[]} */ ...allowed) => names.every((name) => allowed.includes(name));
  if (group.has('running_mean') && group.has('running_var') && isOnly('weight', 'bias', 'running_mean', 'running_var')) {
    const [size] = /** @type {Tensor} */ (group.get('running_mean')).shape;
    return { kind: 'norm', name: path, inputs: size, outputs: size, nodes: [{ ...batchNorm(group, epsilon), name: path }] };
  }
  if (!isOnly('weight', 'bias')) return undefined;
  if (weight?.shape.length === 1) return { kind: 'norm', name: path, inputs: weight.shape[0], outputs: weight.shape[0], nodes: [{ kind: 'layer-norm', epsilon, name: path, tensors }] };
  if (!weight && bias?.shape.length === 1) return { kind: 'tied', name: path, inputs: 0, outputs: bias.shape[0], nodes: [{ kind: 'dense', name: path, tensors }] };
  if (weight?.shape.length !== 2 || (bias && !has(bias, [weight.shape[0]]))) return undefined;
  if (/\.Embedding$/.test(module?.type ?? '')) return embeddingUnit(path, weight);
  return { kind: bias || module ? 'linear' : 'either', name: path, inputs: weight.shape[1], outputs: weight.shape[0], nodes: [{ kind: 'dense', name: path, tensors }] };
}

/** @param {string} name @param {Tensor} weight [ids, size] @returns {Unit} */
export const embeddingUnit = (name, weight) => ({ kind: 'embedding', name, inputs: weight.shape[0], outputs: weight.shape[1], nodes: [{ kind: 'embedding', name, tensors: { weight } }] });

/**
 * Returns the units of torch.nn, in the order of the entries, and the groups that are none.
 * @param {Map<string, Map<string, Tensor>>} groups
 * @param {(path: string) => Module | undefined} moduleAt
 */
export function unitsOf(groups, moduleAt) {
  /** @type {Map<string, Unit>} */
  const units = new Map();
  /** @type {Map<string, Map<string, Tensor>>} */
  const rest = new Map();
  for (const [path, group] of groups) {
    const unit = unitOf(group, path, moduleAt(path));
    if (unit) units.set(path, unit);
    else rest.set(path, group);
  }
  return { units, rest };
}

/** A matrix times -1. @param {Tensor} tensor */
export const negated = (tensor) => map(tensor, (value) => -value);
