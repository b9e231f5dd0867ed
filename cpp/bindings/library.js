// The JavaScript side of embind for what the bindings here use, in place of Emscripten's own, which is three times as long:
// no overloads, base classes, smart pointers, constructors, properties, null for an object, nor enums that are no strings
// in JavaScript. Beyond it: a byte order mark stays in a text, and memory that runs out is an error. What is not defined
// here comes from Emscripten's libembind.js and libemval.js.
#if !EMBIND_GEN_MODE // which writes the types
addToLibrary({
  // Registers how a C++ type crosses. fromWireType(wire) returns JavaScript's value of what C++ hands over.
  // toWireType(destructors, value) returns what C++ is handed; `destructors` are functions and their arguments, for after
  // the call. readValueFromPointer(pointer) reads an argument of a function that C++ calls.
  $registerType__deps: ['$registeredTypes', '$readPointer'],
  $registerType: (id, type) => {
    registeredTypes[id] = { readValueFromPointer: readPointer, ...type };
  },

  _embind_register_void__deps: ['$registerType'],
  _embind_register_void: (id) => registerType(id, { fromWireType() {}, toWireType() {} }),
  _embind_register_bool__deps: ['$registerType'],
  _embind_register_bool: (id) => registerType(id, { fromWireType: Boolean, toWireType: (_, value) => Boolean(value) }),
  // WebAssembly itself makes the argument a number, or throws.
  _embind_register_integer__deps: ['$registerType'],
  _embind_register_integer: (id, name, size, min) =>
    registerType(id, { fromWireType: (value) => (min ? value | 0 : value >>> 0), toWireType: (_, value) => value }),
  _embind_register_bigint__deps: ['$registerType'],
  _embind_register_bigint: (id) =>
    registerType(id, { fromWireType: (value) => BigInt.asUintN(64, value), toWireType: (_, value) => BigInt(value) }),
  _embind_register_float__deps: ['$registerType'],
  _embind_register_float: (id) => registerType(id, {
    fromWireType: (value) => value,
    toWireType: (_, value) => value,
    readValueFromPointer: (pointer) => HEAPF64[pointer >> 3],
  }),

  $stringEncoder: 'new TextEncoder()',
  $stringDecoder: "new TextDecoder('utf-8', { ignoreBOM: true })",
  // Fails before C++ runs, so that the module stays as it was.
  $allocate__deps: ['malloc'],
  $allocate: (size) => {
    try {
      if (size < 0x7fffffff) return _malloc(size);
    } catch {}
    throw new RangeError('out of memory');
  },
  _embind_register_std_string__deps: ['$registerType', '$stringEncoder', '$stringDecoder', '$allocate', 'free'],
  _embind_register_std_string: (id) => registerType(id, {
    fromWireType(pointer) {
      const text = stringDecoder.decode(HEAPU8.subarray(pointer + 4, pointer + 4 + HEAPU32[pointer >> 2]));
      _free(pointer);
      return text;
    },
    // A string, or bytes in a Uint8Array.
    toWireType(destructors, value) {
      const bytes = typeof value == 'string' ? stringEncoder.encode(value) : value;
      const pointer = allocate(4 + bytes.length);
      HEAPU32[pointer >> 2] = bytes.length;
      HEAPU8.set(bytes, pointer + 4);
      destructors.push(_free, pointer);
      return pointer;
    },
  }),

  _embind_register_enum__deps: ['$AsciiToString', '$registerType'],
  _embind_register_enum: (id, name) => {
    const numbers = {}, names = {};
    registerType(id, { numbers, names, fromWireType: (number) => names[number], toWireType: (_, text) => numbers[text] });
    Module[AsciiToString(name)] = numbers;
  },
  _embind_register_enum_value__deps: ['$AsciiToString', '$registeredTypes'],
  _embind_register_enum_value: (id, name, number) => {
    const { numbers, names } = registeredTypes[id];
    numbers[names[number] = AsciiToString(name)] = number;
  },

  _embind_register_emval__deps: ['$registerType', '$Emval', '_emval_decref'],
  _embind_register_emval: (id) => registerType(id, {
    fromWireType(handle) {
      const value = Emval.toValue(handle);
      __emval_decref(handle);
      return value;
    },
    toWireType: (_, value) => Emval.toHandle(value),
  }),
  _embind_register_optional__deps: ['_embind_register_emval'],
  _embind_register_optional: (id) => __embind_register_emval(id),

  // The arrays that types.cc registers, at their places among all of JavaScript's.
  _embind_register_memory_view__deps: ['$registerType'],
  _embind_register_memory_view: (id, type) => {
    const View = [, Uint8Array, , , Int32Array, , Float32Array, Float64Array][type];
    registerType(id, {
      readValueFromPointer: (pointer) => new View(HEAPU8.buffer, HEAPU32[(pointer >> 2) + 1], HEAPU32[pointer >> 2]),
    });
  },

  _embind_register_value_object__deps: ['$registerType', '$wasmTable'],
  _embind_register_value_object: (id, name, constructorSignature, constructor, destructorSignature, destructor) => {
    const fields = [];
    constructor = wasmTable.get(constructor);
    destructor = wasmTable.get(destructor);
    registerType(id, {
      fields,
      fromWireType(pointer) {
        const object = {};
        for (const { name, get } of fields) object[name] = get(pointer);
        destructor(pointer);
        return object;
      },
      toWireType(destructors, object) {
        for (const { name } of fields) if (!(name in object)) throw new TypeError(`${name} is missing`);
        const pointer = constructor();
        destructors.push(destructor, pointer);
        for (const { name, set } of fields) set(pointer, destructors, object[name]);
        return pointer;
      },
    });
  },
  _embind_register_value_object_field__deps: ['$AsciiToString', '$registeredTypes', '$wasmTable'],
  _embind_register_value_object_field:
    (id, name, getType, getSignature, getter, getContext, setType, setSignature, setter, setContext) => {
      getter = wasmTable.get(getter);
      setter = wasmTable.get(setter);
      registeredTypes[id].fields.push({
        name: AsciiToString(name),
        get: (pointer) => registeredTypes[getType].fromWireType(getter(getContext, pointer)),
        set(pointer, destructors, value) {
          setter(setContext, pointer, registeredTypes[setType].toWireType(destructors, value));
        },
      });
    },
  _embind_finalize_value_object__deps: [],
  _embind_finalize_value_object: () => {},

  // An object in JavaScript is one in C++ until delete() is called; web/engine/module.js calls it for what was forgotten.
  _embind_register_class__deps: ['$AsciiToString', '$registerType', '$wasmTable'],
  _embind_register_class: (id, pointerId, constPointerId, baseId, typeSignature, getType, upSignature, upcast, downSignature,
    downcast, name, destructorSignature, destructor) => {
    const pointers = new WeakMap();
    const toWireType = (_, object) => {
      if (!pointers.has(object)) throw new TypeError('The object was deleted, or is of another class.');
      return pointers.get(object);
    };
    destructor = wasmTable.get(destructor);
    class Class {
      delete() {
        destructor(toWireType(0, this));
        pointers.delete(this);
      }
    }
    const fromWireType = (pointer) => {
      const object = new Class();
      pointers.set(object, pointer);
      return object;
    };
    for (const one of [id, pointerId, constPointerId]) registerType(one, { Class, fromWireType, toWireType });
    Module[AsciiToString(name)] = Class;
  },

  // Returns a function that calls C++. `ids`: the types of the result and of the parameters, where a method's first is its
  // object. They may be registered later.
  $bindFunction__deps: ['$registeredTypes', '$runDestructors', '$wasmTable'],
  $bindFunction: (count, ids, invoker, context, isMethod) => {
    const [result, ...parameters] = HEAPU32.slice(ids >> 2, (ids >> 2) + count);
    invoker = wasmTable.get(invoker);
    return function(...values) {
      if (isMethod) values.unshift(this);
      if (values.length !== parameters.length) throw new TypeError('wrong number of arguments');
      const destructors = [];
      let wires;
      try {
        wires = parameters.map((id, i) => registeredTypes[id].toWireType(destructors, values[i]));
      } catch (error) {
        runDestructors(destructors);
        throw error;
      }
      const wire = invoker(context, ...wires);
      runDestructors(destructors);
      return registeredTypes[result].fromWireType(wire);
    };
  },
  _embind_register_function__deps: ['$AsciiToString', '$bindFunction'],
  _embind_register_function: (name, count, ids, signature, invoker, context) => {
    Module[AsciiToString(name)] = bindFunction(count, ids, invoker, context);
  },
  _embind_register_class_function__deps: ['$AsciiToString', '$bindFunction'],
  _embind_register_class_function: (id, name, count, ids, signature, invoker, context) => {
    registeredTypes[id].Class.prototype[AsciiToString(name)] = bindFunction(count, ids, invoker, context, true);
  },

  // What C++ does with a value of JavaScript: val::call() calls a method of it, val(x) and as() make another of it. The
  // results have no destructors.
  $invokers: [],
  _emval_create_invoker__deps: ['$AsciiToString', '$Emval', '$invokers', '$registeredTypes'],
  _emval_create_invoker: (count, ids, kind) => {
    const [result, ...parameters] = Array.from(HEAPU32.subarray(ids >> 2, (ids >> 2) + count), (id) => registeredTypes[id]);
    return invokers.push((handle, method, pointer) => {
      const values = parameters.map((type, i) => type.readValueFromPointer(pointer + 8 * i));
      return result.toWireType(null, kind == {{{ cDefs['internal::EM_INVOKER_KIND::METHOD'] }}}
        ? Emval.toValue(handle)[AsciiToString(method)](...values) : values[0]);
    }) - 1;
  },
  _emval_invoke__deps: ['$invokers'],
  _emval_invoke: (invoker, handle, method, destructors, pointer) => invokers[invoker](handle, method, pointer),
  _emval_run_destructors__deps: [],
  _emval_run_destructors: () => {},
  $throwBindingError__deps: [],
  $throwBindingError: (message) => {
    throw new TypeError(message);
  },

  // Throws, so that no caller of malloc() uses address 0.
  emscripten_resize_heap__deps: ['$wasmMemory'],
  emscripten_resize_heap: (size) => {
    const before = HEAPU8.length;
    for (const wanted of [1.2 * before, 0]) {
      try {
        wasmMemory.grow(Math.ceil((Math.max(size >>> 0, wanted) - before) / 65536));
        updateMemoryViews();
        return true;
      } catch {}
    }
    throw new WebAssembly.RuntimeError('out of memory');
  },
  _abort_js__deps: [],
  _abort_js: () => {
    throw new WebAssembly.RuntimeError('aborted');
  },
});
#endif
