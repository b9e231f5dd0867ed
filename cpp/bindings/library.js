// What Emscripten's JavaScript library has otherwise: text with a byte order mark, memory that runs out, and less of what
// nothing here uses.
#if !EMBIND_GEN_MODE // which writes the types
addToLibrary({
  // embind's own drops a byte order mark, and writes to address 0 when malloc() fails.
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
  _embind_register_std_string__deps: ['$AsciiToString', '$registerType', '$readPointer', '$stringEncoder', '$stringDecoder', '$allocate', 'free'],
  _embind_register_std_string: (rawType, name) => {
    registerType(rawType, {
      name: AsciiToString(name),
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
        destructors?.push(_free, pointer);
        return pointer;
      },
      readValueFromPointer: readPointer,
      destructorFunction: (pointer) => _free(pointer),
    });
  },
  // malloc() fails so that no caller uses address 0.
  $abortOnCannotGrowMemory: () => {
    throw new WebAssembly.RuntimeError('out of memory');
  },

  // The rest leaves out what no binding here has: overloads, base classes, smart pointers, null for an object, enums that
  // are no strings in JavaScript. web/engine/module.js frees
  // what was forgotten.
  _embind_register_iterable__deps: [],
  _embind_register_iterable: () => {},
  $ensureOverloadTable__deps: [],
  $ensureOverloadTable: () => {},
  $exposePublicSymbol__deps: [],
  $exposePublicSymbol: (name, value) => { Module[name] = value; },
  $replacePublicSymbol__deps: [],
  $replacePublicSymbol: (name, value) => { Module[name] = value; },
  $throwUnboundTypeError__deps: ['$throwBindingError'],
  $throwUnboundTypeError: (message) => throwBindingError(message),
  $attachFinalizer__deps: [],
  $attachFinalizer: (handle) => handle,
  $upcastPointer__deps: ['$throwBindingError'],
  $upcastPointer: (pointer, from, to) => {
    if (from !== to) throwBindingError('another class');
    return pointer;
  },
  $genericPointerToWireType__deps: [],
  $genericPointerToWireType: () => {},
  $constNoSmartPtrRawPointerToWireType__deps: ['$throwBindingError', '$upcastPointer'],
  $constNoSmartPtrRawPointerToWireType: function(destructors, handle) {
    if (!handle?.$$?.ptr) throwBindingError('Cannot pass deleted object as a pointer of type ' + this.name);
    return upcastPointer(handle.$$.ptr, handle.$$.ptrType.registeredClass, this.registeredClass);
  },
  $nonConstNoSmartPtrRawPointerToWireType__deps: ['$constNoSmartPtrRawPointerToWireType'],
  $nonConstNoSmartPtrRawPointerToWireType: 'constNoSmartPtrRawPointerToWireType',
  _embind_register_enum__deps: ['$AsciiToString', '$exposePublicSymbol', '$enumReadValueFromPointer', '$registerType'],
  _embind_register_enum: (rawType, name, size, isSigned) => {
    const numbers = {}, names = {}, choices = {};
    name = AsciiToString(name);
    registerType(rawType, {
      name, numbers, names, choices,
      fromWireType: (number) => names[number],
      toWireType: (destructors, text) => numbers[text],
      readValueFromPointer: enumReadValueFromPointer(name, size, isSigned),
      destructorFunction: null,
    });
    exposePublicSymbol(name, choices);
  },
  _embind_register_enum_value__deps: ['$AsciiToString', '$requireRegisteredType'],
  _embind_register_enum_value: (rawType, name, number) => {
    const type = requireRegisteredType(rawType, 'enum');
    name = AsciiToString(name);
    type.numbers[name] = number;
    type.names[number] = type.choices[name] = name;
  },
  $RegisteredPointer_fromWireType__deps: ['$makeClassHandle'],
  $RegisteredPointer_fromWireType: function(ptr) {
    return ptr ? makeClassHandle(this.registeredClass.instancePrototype, { ptrType: this, ptr }) : null;
  },
  $init_ClassHandle__deps: ['$ClassHandle', '$releaseClassHandle', '$throwInstanceAlreadyDeleted'],
  $init_ClassHandle: () => {
    ClassHandle.prototype['delete'] = function() {
      if (!this.$$.ptr) throwInstanceAlreadyDeleted(this);
      releaseClassHandle(this.$$);
      this.$$.ptr = 0;
    };
  },
});
#endif
