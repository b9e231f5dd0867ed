// What a pickle is read into: data, and names of what is not data. Lists and tuples become arrays, dicts become maps (no key
// of a file is ever a property of an object here), sets become sets, bytes become Uint8Array, None becomes null, long
// integers become bigint. Nothing here calls what a file names.

/** A class or function that a pickle names. */
export class PickleGlobal {
  /** @param {string} name with its module: 'collections.OrderedDict' */
  constructor(name) {
    this.name = name;
  }
}

/** A dict. Its class may have given it attributes too (`_metadata` of a PyTorch state dict). @extends {Map<any, any>} */
export class PickleDict extends Map {
  /** @type {any} */
  state = null;

  /** @param {any} state */
  build(state) {
    this.state = state;
  }
}

/** What a class or function that is not known here would have made: its name and what it was given, nothing more. */
export class PickleObject {
  /** @type {any} what __setstate__ would have got: mostly the attributes */
  state = null;
  /** @type {any[] | undefined} what was appended: the content of a subclass of list */
  items;
  /** @type {PickleDict | undefined} the content of a subclass of dict */
  entries;

  /** @param {string} name with its module @param {any[]} args */
  constructor(name, args) {
    this.name = name;
    this.args = args;
  }

  /** @param {any} state */
  build(state) {
    this.state = state;
  }
}

/**
 * Returns the attributes of an object: its __dict__, and __slots__ over it.
 * @param {any} object
 * @returns {Map<any, any>}
 */
export function attributesOf(object) {
  const state = object instanceof PickleObject || object instanceof PickleDict ? object.state : null;
  if (state instanceof Map) return state;
  if (!Array.isArray(state) || state.length !== 2 || !state.every((part) => part === null || part instanceof Map)) return new Map();
  return new Map([...state[0] ?? [], ...state[1] ?? []]);
}
