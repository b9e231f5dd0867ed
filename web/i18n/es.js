// Every sentence that a reader sees, in Spanish: the constants of en.js, by the same names. Readers are addressed as «tú»;
// quotation marks are « ». Where a message is put together with a unit ("caracteres", "palabras"), it is worded so that
// nothing in it has to agree with the unit's gender.

/** @param {string | null} n @param {string} one @param {string} many */
const plural = (n, one, many) => (n === '1' ? one : many);

/** @type {typeof import('./en.js').temperature} */
export const temperature = {
  label: 'Temperatura',
  names: ['voraz', 'se repite', 'prudente', 'algo prudente', 'como aprendió', 'audaz', 'imprevisible', 'incoherente'],
};

/** @type {typeof import('./en.js').text} */
export const text = {
  text: 'Texto generado',
  noModel: 'Un <lukewarm-text> necesita un modelo: escribe su nombre o su dirección en el atributo «model».',
};

/** @type {typeof import('./en.js').frame} */
export const frame = {
  download: 'Descarga del modelo',
  reading: 'Leyendo el comienzo.',
  loaded: (loaded, total, percent) => `${loaded} de ${total}, ${percent} %`,
  figures: (characters, seconds, speed) => `${characters} ${plural(characters, 'carácter', 'caracteres')} en ${seconds} s${speed && `, ${speed} por segundo`}`,
  stopped: 'Detenido.',
  finished: (text) => `Terminado. ${text}`,
  soFar: (characters) => `${characters} ${plural(characters, 'carácter', 'caracteres')} hasta ahora.`,
  same: 'Con la misma semilla y los mismos ajustes sale el mismo texto.',
  greedy: 'A temperatura 0 no se sortea nada: con cualquier semilla sale este texto.',
};

/** @type {typeof import('./en.js').controls} */
export const controls = {
  controls: 'Qué escribir',
  model: 'Modelo',
  prompt: 'Comienzo',
  ends: ['voraz', 'como aprendió', 'salvaje'],
  generate: 'Otro texto',
  same: 'Misma semilla',
  stop: 'Parar',
  seed: 'Semilla',
  seedNote: '«Otro texto» sortea otra semilla; el deslizador la conserva y así muestra qué hace solo la temperatura.',
  length: (units) => `Longitud en ${units}`,
  about: (n) => `unos ${n}`,
  units: { char: 'caracteres', byte: 'bytes', word: 'palabras', other: 'tokens' },
  undo: 'Deshacer',
  copy: 'Copiar texto',
  copied: 'Texto copiado.',
  notCopied: 'El navegador no permite copiar desde esta página. Selecciona el texto para copiarlo.',
  shade: 'Sombrear lo que el modelo no esperaba',
  shades: 'Sombreado: probabilidad máxima que el modelo daba al token',
  oneIn: (n) => `1 de ${n}`,
  badSeed: 'La semilla debe ser un número entero de 0 a 18446744073709551615.',
  badLength: 'La longitud debe ser un número entero de 0 a 1 000 000.',
};

/** @type {typeof import('./en.js').page} */
export const page = {
  linkCopied: 'Enlace copiado.',
  linkNotCopied: 'El navegador no permite copiar desde esta página. El enlace está en la barra de direcciones.',
};

/** @type {typeof import('./en.js').mistakes} */
export const mistakes = {
  known: {
    http: ['El modelo no está donde debería.', 'Elige otro de la lista o vuelve a intentarlo más tarde.'],
    'model-list-invalid': ['No se puede leer la lista de modelos.', 'El sitio está incompleto o se está actualizando: vuelve a intentarlo más tarde.'],
    'no-model': ['El enlace pide un modelo que no está aquí.', 'Elige uno de la lista.'],
    'file-truncated': ['El archivo del modelo está incompleto.', 'Una parte se perdió por el camino: vuelve a intentarlo.'],
    'file-corrupt': ['El archivo del modelo está dañado.', 'Vuelve a intentarlo; si no sirve, elige otro modelo.'],
    'file-unsupported': ['El archivo del modelo se hizo para otra versión de esta página.', 'Recarga la página o elige otro modelo.'],
    'wasm-missing': ['No se ha podido cargar una parte del motor.', 'Vuelve a intentarlo; si no sirve, recarga la página.'],
    'wasm-unavailable': ['Este navegador no puede ejecutar la red: no tiene WebAssembly.', 'Hace falta Chrome o Edge 100, Firefox 97, Safari 16.4 o una versión posterior.'],
    'wasm-no-simd': ['Este navegador no puede ejecutar la red: su WebAssembly no tiene SIMD.', 'Hace falta Chrome o Edge 100, Firefox 97, Safari 16.4 o una versión posterior.'],
    'wasm-blocked': ['Este navegador no puede ejecutar la red: WebAssembly está bloqueado aquí.', 'Lo impide un ajuste, una extensión o la política de la página (que debe permitir «wasm-unsafe-eval»).'],
    'version-mismatch': ['Hay una versión más reciente de esta página.', 'Recarga la página.'],
    'engine-stopped': ['El motor se ha detenido por un error.', 'Vuelve a intentarlo: arrancará de nuevo.'],
    'out-of-memory': ['No hay memoria suficiente.', 'Cierra otras páginas, elige un modelo más pequeño o un texto más corto y vuelve a intentarlo.'],
  },
  notTaken: (list) => `No se ha tomado tal cual: ${list}.`,
  wrong: (given, used) => `«${given}» (se usa ${used})`,
  unknown: (given) => `«${given}» (no existe ese ajuste)`,
  noCors: (host) => [`El modelo está en ${host}, que no permite que esta página lo lea.`,
    'Ese sitio debe enviar la cabecera «Access-Control-Allow-Origin: *». Su embed.html funciona en un iframe sin ella.'],
  noName: (name, nearest) => [`Aquí no hay ningún modelo «${name}».`, `¿Querías decir «${nearest}»?`],
};

/** @type {typeof import('./en.js').failures} */
export const failures = {
  network: ['Se ha cortado la conexión.', 'Compruébala y vuelve a intentarlo.'],
  other: ['Algo ha fallado.', 'Vuelve a intentarlo o recarga la página.'],
  unknown: (list) => `Este modelo no conoce: ${list}.`,
  readAs: (from, to) => `«${from}» (se lee como «${to}»)`,
  skipped: (from) => `«${from}» (se omite)`,
  more: (n) => `y ${n} más`,
};

/** @type {typeof import('./en.js').panel} */
export const panel = {
  noText: 'Un panel pertenece a un <lukewarm-text>: indica su id en «for».',
  retry: 'Reintentar',
};

/** @type {typeof import('./en.js').about} */
export const about = {
  cells: { lstm: 'LSTM', gru: 'GRU', rnn: 'recurrente simple', bidirectional: 'bidireccional', other: 'recurrente' },
  units: { char: 'caracteres', byte: 'bytes', word: 'palabras', other: 'tokens' },
  network: (name, kind, units, size) => `«${name}» es una red ${kind} con ${units} unidades; en total ocupa ${size}.`,
  knows: (n, units) => `Conoce ${n} ${units}.`,
  read: (data) => `Ha leído: ${data}.`,
  loss: (split, loss, units) => `En texto que no había visto (${split}) su pérdida es de ${loss} nats, en promedio sobre sus ${units}; cuanto menor, mejor.`,
  license: (license) => `Licencia: ${license}.`,
};

/** @type {typeof import('./en.js').inspector} */
export const inspector = {
  cursor: 'El texto, token a token: Enter muestra qué otra cosa podría haber salido',
  panel: 'Qué otra cosa podría haber salido',
  head: (token, probability, bits, n) =>
    [`«${token}» tenía una probabilidad de `, probability, ', una sorpresa de ', bits, n.toFixed(1) === '1.0' ? ' bit.' : ' bits.'],
  greedy: 'Elección voraz: se toma lo más probable, sin sorteo.',
  takenGreedy: (token) => `Lo elegiste tú; lo más probable era «${token}».`,
  drawn: (uniform, token) => ['Se sorteó el número ', uniform, `, que en la línea de todas las probabilidades, en el orden del vocabulario, cae en «${token}».`],
  taken: (uniform, token) => ['Lo elegiste tú. El número sorteado fue ', uniform, `, que en la línea de todas las probabilidades, en el orden del vocabulario, cae en «${token}».`],
  arrow: 'La probabilidad del propio modelo → la que resulta con la temperatura.',
  more: (n) => `Opciones que no se muestran: ${n}.`,
  choose: 'Elige otra, y el texto se escribe de nuevo desde ahí.',
  tooFar: (n) => `Solo se examinan los primeros ${n} tokens: volver a escribir hasta más allá tardaría demasiado.`,
};

/** @type {typeof import('./en.js').training} */
export const training = {
  fewSeconds: 'unos segundos',
  aboutSeconds: (n) => `unos ${n} segundos`,
  aboutMinute: 'cerca de un minuto',
  aboutMinutes: (n) => `unos ${n} minutos`,
  aboutHour: 'cerca de una hora',
  aboutHours: (n) => `unas ${n} horas`,
  seconds: (seconds) => `${seconds} s`,
  minutes: (minutes, seconds) => `${minutes} min ${seconds} s`,

  reading: 'Leyendo…',
  counted: (characters, distinct) => `${characters} ${plural(characters, 'carácter', 'caracteres')}, ${distinct} ${plural(distinct, 'distinto', 'distintos')}.`,
  cut: (characters) => ` Los textos más largos se recortan: ${plural(characters, 'se omite el último carácter', `se omiten los últimos ${characters}`)}.`,
  shortText: (characters) => `Es un texto corto. Con ${characters} ${plural(characters, 'carácter', 'caracteres')} una red se aprende el texto de memoria en vez de aprender la lengua: escribirá fragmentos suyos en desorden. Dale 100.000 o más si puedes.`,
  tooShort: 'Aquí no hay texto suficiente para aprender. Pega más: unos miles de caracteres como mínimo.',

  modelOf: (model, many) => `${model}, que lee ${many}`,
  loadingModel: (percent) => `Cargando el modelo: ${percent}`,
  measuring: 'Midiendo la velocidad de este equipo…',
  estimate: (time) => `Tarda ${time} en este equipo.`,
  size: (units, weights) => `${units} ${plural(units, 'unidad', 'unidades')}, ${weights} pesos`,
  notNumber: (setting, from, to, typed) => `${setting}: debe ser un número de ${from} a ${to}, no «${typed}».`,
  notWhole: (setting, from, to, typed) => `${setting}: debe ser un número entero de ${from} a ${to}, no «${typed}».`,
  cannotRead: (share) => `Este modelo no puede leer este texto: no conoce el ${share}, y su pérdida en lo que queda no dice nada. Elige otro modelo o una red que no sabe nada. `,
  unknownCharacters: (unknown, distinct, examples, share) => `No conoce ${unknown} de los ${distinct} caracteres distintos de tu texto: ${examples}.${share && ` ${plural(unknown, 'Es el', 'Son el')} ${share} del texto y ${plural(unknown, 'se omite', 'se omiten')}.`}`,
  unknownWords: (unknown, distinct, examples, share) => `De las primeras ${distinct} palabras distintas de tu texto no conoce ${unknown}: ${examples}. ${plural(unknown, 'Es el', 'Son el')} ${share} del texto, que lee y escribe como una misma palabra desconocida.`,
  quoted: (token) => `«${token}»`,
  readAs: (from, to) => `«${from}» (se lee como «${to}»)`,
  andMore: (examples, others) => `${examples} y ${others} más`,

  phases: { running: 'Entrenando', paused: 'En pausa', stopped: 'Detenido', done: 'Terminado', diverged: 'Ha divergido' },
  troubles: { tooLarge: 'los pasos son demasiado grandes', tooSmall: 'los pasos son demasiado pequeños', byHeart: 'aprende de memoria' },
  inAll: (time) => `${time} en total`,
  epochOf: (epoch, epochs) => `Época ${epoch} de ${epochs}`,
  perSecond: (characters) => `${characters} ${plural(characters, 'carácter', 'caracteres')} por segundo`,
  left: (time) => `tiempo restante: ${time}`,
  facts: (weights, learned, many) => `${weights} pesos; aprende de ${learned} ${many}`,
  heldOut: (facts, held) => `${facts} y se mide con ${held} más, que nunca usa para aprender.`,
  reach: (epoch) => `época ${epoch}`,
  pause: 'Pausar',
  resume: 'Continuar',
  after: (time) => `tras ${time}`,

  units: { char: ['carácter', 'caracteres'], byte: ['byte', 'bytes'], word: ['palabra', 'palabras'] },
  manyMore: 'más de 1.000.000.000',
  losses: ['Pérdida de entrenamiento', 'Pérdida en el texto reservado'],
  loss: (name, loss, among, one, many) => `${name}: ${loss} nats por ${one}; duda como si tuviera que elegir al azar entre ${among} ${plural(among, one, many)}.`,
  blindGuessing: (among) => ` Adivinar a ciegas es elegir entre ${among}.`,
  levels: { guess: 'adivinar a ciegas', frequencies: 'adivinar por frecuencia' },
  curve: 'Curva de pérdida.',
  fromTo: (name, from, to) => ` ${name}: de ${from} a ${to}.`,
  guessLoss: (loss) => ` Adivinar a ciegas: ${loss}.`,

  verdicts: {
    worseThanGuessing: ({ guess, rate }) => `Los pasos son demasiado grandes: ahora se equivoca más que si adivinara a ciegas (${guess}). Detenlo y entrena de nuevo con una tasa de aprendizaje menor, por ejemplo ${rate}.`,
    forgets: ({ rate }) => `Los pasos son demasiado grandes: olvida más de lo que aprende. Si no se corrige solo, entrena de nuevo con una tasa de aprendizaje menor, por ejemplo ${rate}.`,
    learnsByHeart: () => 'Ahora se está aprendiendo tu texto de memoria: lo que ha leído le resulta más fácil y lo que no ha leído, más difícil. Su mejor estado anterior está guardado, así que puedes detenerlo. Ayuda más texto, menos épocas o más dropout.',
    guesses: ({ rate }) => `Los pasos son demasiado pequeños: todavía adivina casi a ciegas. Detenlo y entrena de nuevo con una tasa de aprendizaje mayor, por ejemplo ${rate}.`,
    frequencies: ({ one, many }) => `Por ahora sabe qué ${many} son frecuentes, pero no qué ${one} sigue a cuál.`,
    frequenciesTooSmall: ({ one, many, rate }) => `Por ahora sabe qué ${many} son frecuentes, pero no qué ${one} sigue a cuál. Puede que los pasos sean demasiado pequeños: prueba con una tasa de aprendizaje de ${rate}.`,
    frequenciesTooLarge: ({ one, many, rate }) => `Por ahora sabe qué ${many} son frecuentes, pero no qué ${one} sigue a cuál. Puede que los pasos sean demasiado grandes: prueba con una tasa de aprendizaje de ${rate}.`,
    diverged: ({ rate }) => `Los pasos son demasiado grandes: la pérdida ya no es un número. Entrena de nuevo con una tasa de aprendizaje menor, por ejemplo ${rate}.`,
    divergedLater: ({ rate }) => `Los pasos son demasiado grandes: la pérdida ya no es un número. Se guardan los mejores pesos anteriores. Entrena de nuevo con una tasa de aprendizaje menor, por ejemplo ${rate}.`,
    unmeasured: () => 'Se detuvo antes de la primera medición: se guardan los pesos tal como están.',
    nothingHeldOut: () => 'No se reservó nada, así que no se sabe cómo le va con lo que no ha leído.',
    knewByHeart: ({ epoch }) => `Desde la época ${epoch} se aprendió el texto de memoria: se guardan los pesos de esa época, los mejores con lo que no ha leído. Lo que más ayudaría es un texto más largo.`,
    knewLongTextByHeart: ({ epoch }) => `Desde la época ${epoch} se aprendió el texto de memoria: se guardan los pesos de esa época, los mejores con lo que no ha leído. Ayudaría más dropout.`,
    wasImproving: () => 'Todavía mejoraba cuando se detuvo.',
    overfits: () => 'Conoce mucho mejor lo que ha leído que lo que no: ayudaría un texto más largo o más dropout.',
    moreToLearn: () => 'Le va igual de bien con lo que no ha leído que con lo que sí, así que queda más por aprender: con más épocas o una red más grande llegaría más lejos.',
    learned: () => 'Ha aprendido más o menos lo que una red de este tamaño puede aprender de este texto.',
  },

  writes: 'Lo que escribe',
  writesNow: 'Lo que escribe ahora',
  sameWeights: 'Esto entrena la misma red: los mismos pesos, bit a bit.',
  sameToTheEnd: (step, steps) => `Esto entrena la misma red hasta el final y pasa por exactamente los mismos pesos: aquí llegó al paso ${step} de ${steps}.`,
  copied: { text: 'Texto copiado.', embed: 'Código copiado.', command: 'Comando copiado.' },
  notCopied: 'El navegador no permite copiar desde esta página. Selecciona el texto para copiarlo.',

  failures: {
    'text-not-utf8': 'Esto no es texto sin formato en UTF-8, o está dañado. Guárdalo como texto sin formato (.txt) en UTF-8, o copia el texto y pégalo.',
    'worker-failed': 'El entrenamiento ha dejado de funcionar. Recarga la página: lo último que se guardó sigue ahí.',
  },
};

/** @type {typeof import('./en.js').start} */
export const start = {
  newer: 'Hay una versión más reciente de esta página.',
  load: 'Cargarla',
  missing: 'Una parte de esta página no se ha cargado.',
  again: 'Recargar la página',
  file: 'Los navegadores no ejecutan esta página desde un archivo. Esta otra, que lo contiene todo, sí:',
};

const token = { char: 'carácter', byte: 'byte', word: 'palabra', other: 'token' };
const tokens = { char: 'caracteres', byte: 'bytes', word: 'palabras', other: 'tokens' };

/** @type {typeof import('./en.js').likelihood} */
export const likelihood = {
  intro: 'Dale un texto al modelo y te dirá lo bien que habría podido adivinar cada parte a partir de lo que la precede.',
  text: 'Tu texto',
  take: 'O toma:',
  above: 'El texto de arriba',
  examples: { char: 'Un verso de Shakespeare', word: 'Una frase sencilla' },
  shuffled: 'Las mismas palabras, mezcladas',
  limit: (scored, left) => `Se evalúan los primeros ${scored} caracteres; ${plural(left, 'el siguiente', `los ${left} siguientes`)}, no.`,
  verdict: (bits, perplexity) => `${bits} bits por carácter, perplejidad ${perplexity}.`,
  token, tokens,
  comparison: (n, tokens, token, bits) =>
    'Un bit por carácter es, en promedio, una pregunta de sí o no que hay que responder para conocer el carácter siguiente; ' +
    `sin saber más que el vocabulario del modelo (${n} ${tokens}), serían ${bits}. La perplejidad dice lo mismo como cantidad: ` +
    `en cada ${token} el modelo dudaba como entre ese número de opciones igual de probables.`,
  perToken: (bits, token, perCharacter) => `${bits} por cada ${token}, que aquí son ${perCharacter} por carácter`,
  unknownWord: 'Una palabra así se evalúa como una palabra desconocida cualquiera, más fácil de adivinar que la palabra misma.',
  nothing: 'El modelo no conoce nada de este texto.',
  shaded: 'Cada token y lo sorprendente que fue',
  expected: 'esperado',
  most: (bits) => `${bits} bits o más`,
  bits: (bits) => `${bits} bits`,
  value: (token, p, rank, n, bits) => `«${token}»: probabilidad ${p}, opción ${rank} de ${n}, ${bits} bits`,
  surprising: 'Lo que más le sorprendió',
};

/** @type {typeof import('./en.js').properties} */
export const properties = {
  line: 'posición en la línea',
  break: 'justo después de un salto de línea',
  name: 'en el nombre de quien habla',
  word: 'longitud de la palabra hasta aquí',
  space: 'justo después de un espacio',
  capital: 'una letra mayúscula',
  capitalized: 'una palabra con mayúscula',
  vowel: 'una vocal',
  sentence: 'longitud de la oración hasta aquí',
  end: 'justo después del final de una oración',
  letters: 'letras de la palabra',
  mark: 'un signo de puntuación',
  quotes: 'entre comillas',
  parentheses: 'entre paréntesis',
};

/** @type {typeof import('./en.js').activations} */
export const activations = {
  intro: 'Cada fila es una unidad de la red y cada columna, un paso del texto: cálido donde el valor de la unidad es mayor que cero, ' +
    'frío donde es menor. En algunas unidades se ve que cuentan o que esperan algo; la mayoría no representa nada a lo que se pueda dar nombre.',
  layer: 'Capa',
  layerOf: (n, all) => `${n} de ${all}`,
  part: 'Qué',
  parts: {
    state: 'Estado de celda c', hidden: 'Estado oculto h', input: 'Puerta de entrada i', forget: 'Puerta de olvido f', output: 'Puerta de salida o',
    reset: 'Puerta de reinicio r', update: 'Puerta de actualización z', candidate: { lstm: 'Candidato g', gru: 'Candidato n' },
  },
  unit: 'Unidad',
  unitOf: (n) => `Unidad ${n}`,
  map: 'Mapa de calor: las unidades hacia abajo, el texto a lo ancho',
  shaded: 'El texto, sombreado según esa unidad',
  token, tokens,
  value: (unit, token, n, text, value) => `Unidad ${unit}, ${token} ${n}, «${text}»: ${value}`,
  noText: 'Todavía no hay texto.',
  extent: (units, n, token, tokens, isCut) =>
    `${units} ${plural(units, 'unidad', 'unidades')} a lo largo de ${n} ${plural(n, token, tokens)} del ${isCut ? 'comienzo del ' : ''}texto. Las unidades se numeran desde 0.`,
  unbounded: 'El estado de celda no tiene límites: el color de cada unidad llega hasta su propio valor máximo.',
  table: 'Sus valores en una tabla',
  values: 'Los valores de la unidad',
  after: 'Después de',
  valueHead: 'Valor',
  follow: '¿Qué unidades siguen el texto?',
  property: 'Buscar las que siguen',
  writing: 'El modelo está escribiendo una muestra para examinarla.',
  absent: (property) => `«${property}» no aparece en la muestra, así que no se puede decir nada al respecto.`,
  weak: (r) => `Ninguna unidad la sigue de cerca: la mejor tiene r = ${r}.`,
  method: (n, tokens, prompt, temperature, seed) =>
    'r es la correlación de una unidad con la propiedad: 1 si va a la par, −1 si va en sentido contrario, 0 si no guarda relación. ' +
    `Se calcula aquí, sobre ${n} ${tokens} que el modelo ha escrito con este fin, tras «${prompt}» a temperatura ${temperature} con la semilla ${seed}.`,
  missing: (list) => `No aparecen en la muestra: ${list}.`,
};

/** @type {typeof import('./en.js').samplers} */
export const samplers = {
  sliders: {
    topK: ['top-k', 'Solo puede salir este número de tokens, los más probables.'],
    topP: ['top-p', 'Solo los más probables que juntos reúnen esta parte de la probabilidad: pocos donde el modelo está seguro, muchos donde no.'],
    minP: ['min-p', 'Solo los que tienen al menos esta fracción de la probabilidad del más probable.'],
    typicalP: ['typical-p', 'Solo los más típicos que juntos reúnen esta parte: se descartan tanto los demasiado obvios como los demasiado raros.'],
    repetitionPenalty: ['penalización por repetición', 'Penaliza a un token por haber aparecido ya: una puntuación mayor que 0 se divide por este valor; una menor que 0 se multiplica.'],
    presencePenalty: ['penalización por presencia', 'Resta este valor, una sola vez, de la puntuación de cada token que ya ha aparecido.'],
    frequencyPenalty: ['penalización por frecuencia', 'Resta este valor de la puntuación de un token por cada vez que ha aparecido: pensada para palabras, severa con las letras.'],
  },
  off: 'sin efecto',
  order: 'La temperatura actúa',
  orders: { 'temperature-first': 'antes del corte, como en Keras', 'temperature-last': 'después del corte, como en llama.cpp' },
  orderNote: 'Antes: una temperatura alta puede subir lo improbable por encima del corte. Después: lo cortado queda fuera.',
  together: 'Todo junto: las probabilidades con las que se sortea; las marcas son las del propio modelo',
  reset: 'Desactivar todos',
  units: { char: 'caracteres', byte: 'bytes', word: 'palabras', other: 'tokens' },
  keeps: (n, all, units) => `Conserva ${n} de ${all} ${units}.`,
  lowers: (n, all, units) => `Baja la probabilidad de ${n} de ${all} ${units}.`,
  kept: (n, all, units, percent) => `${plural(n, 'Puede', 'Pueden')} salir ${n} de ${all} ${units}; para el modelo ${plural(n, 'reúne', 'reúnen')} el ${percent} de la probabilidad.`,
  place: (text) => `Los gráficos muestran lo que puede venir después de «${text}», lo más probable primero.`,
  greedy: 'A temperatura 0 se toma lo más probable, sea cual sea el corte; los gráficos corresponden a temperatura 1.',
};

/** @type {typeof import('./en.js').exporting} */
export const exporting = {
  inPage: 'En una página tuya',
  onSlide: 'En una diapositiva: lo que viene a continuación',
  after: 'después de',
  places: { word: 'la última palabra entera del texto', text: 'todo el texto', prompt: 'su comienzo' },
  svg: 'Descargar SVG',
  png: 'Descargar PNG',
  picture: (text, temperature) => `Qué viene después de «${text}» a temperatura ${temperature}`,
  question: (text) => `¿Qué viene después de «${text}»?`,
  model: (name, n, all) => `${name}, una red en el navegador: las ${n} opciones más probables de ${all}`,
  drawn: (temperature) => `al sortear con T = ${temperature}`,
  greedy: 'elección voraz, T = 0',
  learned: 'lo aprendido',
};

/** @type {typeof import('./en.js').figure} */
export const figure = {
  embed: 'Insertar esta figura',
  prompt: 'El modelo ha leído',
  seed: 'Semilla',
  another: 'Otra muestra',
};

/** @type {typeof import('./en.js').temperatures} */
export const temperatures = {
  label: 'Calidad frente a variedad a varias temperaturas',
  columns: 'Comparación de temperaturas',
  intro: 'Un mismo comienzo y una misma semilla, a varias temperaturas. A temperatura 0 el texto pronto da vueltas sobre lo mismo; a la más alta pronto pierde el sentido.',
  prompt: 'Todos los textos empiezan con',
  seed: 'Semilla',
  use: 'Usar esta temperatura',
  used: 'En uso arriba',
  textAt: (temperature) => `Un texto a temperatura ${temperature}`,
  measures: { entropy: 'Entropía', surprise: 'Sorpresa', repetition: 'Repetición', quality: 'Calidad', variety: 'Variedad' },
  bits: (n) => `${n} bits`,
  runs: { char: 'seis caracteres', byte: 'seis bytes', word: 'tres palabras', other: 'cuatro tokens' },
  units: { char: 'carácter', byte: 'byte', word: 'palabra', other: 'token' },
  note: (runs) =>
    `Entropía: cuánto dudaba el modelo antes de cada token, en promedio; sorpresa: lo improbable que era para él lo que salió en el sorteo; ambas antes de la temperatura, en bits. Repetición: cuántas de las secuencias de ${runs} del texto ya habían aparecido en él.`,
  about: (runs) =>
    `Calidad: el logaritmo de la probabilidad que el modelo, a temperatura 1, da a un token del texto, en promedio. Variedad: la parte de las secuencias de ${runs} que no habían aparecido antes en el texto.`,
  seeds: (n) => `Se mide con ${n} textos a cada temperatura; se muestra el primero.`,
  line: (loss, unit) => `La línea discontinua es texto escrito por personas, que la red nunca ha leído: −${loss} nats por ${unit}.`,
  written: 'escrito por personas',
  axis: (name, from, to) => `${name}, de ${from} a ${to}`,
  finished: (n) => plural(n, 'El texto está terminado.', `Los textos a ${n} temperaturas están terminados.`),
};

/** @type {typeof import('./en.js').words} */
export const words = {
  toy: ['gato', 'perro', 'rana'],
  probabilities: 'Probabilidades',
  probability: (word) => `Probabilidad de ${word}`,
  notRead: (part) => `«${part}» no se ha leído: una palabra y su probabilidad se escriben «cat 0.7», separadas por comas.`,
  notNumber: 'Una probabilidad es un número mayor o igual que 0.',
  allZero: 'Al menos una debe ser mayor que 0.',
  one: 'Suman 1.',
  notOne: (sum) => `Suman ${sum}, no 1: se dividen por su suma antes de usarlas.`,
};

/** @type {typeof import('./en.js').beam} */
export const beam = {
  label: 'Búsqueda voraz, búsqueda en haz y muestreo',
  caption: 'La log-probabilidad de un texto es la suma de las de sus tokens: cuanto más cerca de 0, más probable.',
  titles: { greedy: 'Voraz: lo más probable, token a token', beam: 'Búsqueda en haz: la más probable de varias opciones', sampled: 'Muestreo a temperatura 1' },
  prompt: 'Todos empiezan con',
  width: 'Ancho',
  length: 'Longitud',
  logProbability: (value) => `log-probabilidad ${value}`,
  limits: 'Anchura: un número entero de 1 a 16. Longitud: de 1 a 200.',
  nothing: 'Aquí la búsqueda en haz no encuentra nada más probable que la voraz.',
  times: (greedy, sampled) =>
    ['El texto de la búsqueda en haz es ', greedy, ' veces más probable que el de la voraz y ', sampled, ' veces más probable que el del muestreo.'],
};

/** @type {typeof import('./en.js').distribution} */
export const distribution = {
  label: 'Probabilidades antes y después de la temperatura',
  caption: 'La línea marca la probabilidad que dio la red; la barra, en qué la convierte la temperatura.',
  others: (n, share) => plural(n, `Otra opción tiene ${share}.`, `Otras opciones: ${n}, que juntas suman ${share}.`),
};

/** @type {typeof import('./en.js').draw} */
export const draw = {
  label: 'Un sorteo, y mil',
  caption: 'Arriba, la línea y dónde cayó el puntero. Abajo, cuántas veces ha salido cada palabra y cuántas se esperaban.',
  atOnce: 'o directamente:',
  temperature: (temperature) => `Temperatura ${temperature}`,
  one: 'Sortear una vez',
  thousand: 'Sortear mil veces',
  nothing: 'Todavía no se ha sorteado nada.',
  fell: (uniform, word, oneHot) => ['El puntero cae en ', uniform, ', en la parte de ', word, ': ', oneHot, '.'],
  draws: (n, counts) => [n, ` ${plural(n.textContent, 'sorteo', 'sorteos')}. ${counts.join(', ')}.`],
  count: (word, n) => `${word} ${n}`,
  drawing: 'Sorteando mil…',
  drawnOf: (drawn, expected) => `${drawn}, se esperan ${expected}`,
};

/** @type {typeof import('./en.js').greedy} */
export const greedy = {
  label: 'Comparación de búsqueda voraz y muestreo',
  caption: 'El texto voraz es siempre el mismo. Subrayado: una parte que vuelve una y otra vez.',
  temperature: 'Temperatura del muestreo',
  prompt: 'Ambos empiezan con',
  titles: { greedy: 'Voraz: siempre lo más probable', sampled: 'Muestreo: un sorteo según las probabilidades' },
  after: 'tras',
  wordAfter: (word, before) => `${word} tras ${before}`,
  token: { char: 'el carácter', byte: 'el byte', word: 'la palabra', other: 'el token' },
  tokens,
  noLoop: 'Sin bucle.',
  loopOfOne: (start, token, tokens) => `Desde ${token} ${start} se repite sin fin un único token.`,
  loop: (start, token, tokens, period) => `Desde ${token} ${start} se repite sin fin la misma secuencia de ${period} ${tokens}.`,
};

/** @type {typeof import('./en.js').pitfalls} */
export const pitfalls = {
  label: 'Qué puede fallar en sample()',
  caption: 'La misma temperatura, con la función auxiliar sobre probabilidades y con softmax sobre logits, calculada aquí con las precisiones de NumPy; la última cifra puede diferir.',
  choice: 'Qué falla',
  kinds: {
    zero: ['Un cero', 'La softmax de la red se calcula en precisión simple, donde exp(−110) es 0. log 0 es −∞, con una advertencia, y exp lo convierte otra vez en 0: «rana» se pierde a cualquier temperatura. Los logits aún la conocen.'],
    sum: ['Una suma mayor que 1', 'Sin astype(\'float64\') el array se queda en precisión simple, y multinomial, que lo suma en precisión doble, obtiene más de 1.'],
    tiny: ['Una temperatura diminuta', 'Cada exp es tan pequeña que se redondea a 0, y la suma también: 0 / 0 no es un número. Si antes se resta el logit mayor, una de las exp es exp(0) = 1, sea cual sea la temperatura.'],
  },
  logit: (word) => `Logit de ${word}`,
  logits: 'logits',
  over: (error, excess) => `${error} (se excede en ${excess})`,
  draws: 'multinomial sortea con estas.',
  onLogits: 'sobre los logits',
  largest: 'z − mayor',
  always: 'Siempre son probabilidades: la suma es al menos 1, así que nada se divide por 0.',
};

/** @type {typeof import('./en.js').sampleSteps} */
export const sampleSteps = {
  label: 'sample(), línea a línea',
  caption: 'Señala un array, o llega a él con la tecla Tab, para ver todas sus cifras.',
  notes: {
    asarray: 'Las probabilidades de la red, en precisión doble.',
    logs: 'El logaritmo deshace la exp de softmax: son otra vez los logits, todos menos una misma constante.',
    scaled: 'Los logits divididos por T. Por debajo de 1 las distancias entre ellos crecen; por encima de 1 se reducen.',
    exps: 'exp los vuelve a hacer positivos.',
    preds: 'Divididos por su suma: probabilidades otra vez. La marca muestra dónde empezó cada una.',
    probas: 'Un sorteo, una palabra: un 1 en su lugar y 0 en los demás.',
    divided: 'Las propias probabilidades, divididas por T.',
    log: 'exp de probabilidades: con T = 1 ninguna pasa de e = 2,718 veces otra.',
    index: 'El lugar del valor mayor, que es el 1: el índice de la palabra.',
  },
  array: (line) => `El array después de ${line}`,
  draw: 'Sortear de nuevo',
  logits: 'Mostrar los logits al lado',
  refuses: (error) => ['NumPy lo rechaza: ', error],
  without: 'Quitar',
  kinds: { '': 'nada', log: 'np.log', 'log-exp': 'np.log y np.exp' },
  numpy: 'como NumPy, tras np.random.seed',
  fell: (uniform) => [': el puntero cayó en ', uniform],
};

/** @type {typeof import('./en.js').logits} */
export const logits = {
  constant: 'Una constante que se suma a todos los logits',
  fails: 'Donde la función auxiliar falla, los logits aún dan una respuesta.',
  atMost: (gap) => `Las tres últimas filas difieren como mucho en ${gap}: son lo mismo.`,
};

/** @type {typeof import('./en.js').stages} */
export const stages = {
  label: 'Lo que escribe la red tras más y más entrenamiento',
  caption: 'Barras: la pérdida en texto del que no ha aprendido, en nats por carácter.',
  steps: 'Pasos de entrenamiento',
};

/** @type {typeof import('./en.js').weights} */
export const weights = {
  label: 'Todos los pesos de una red pequeña mientras escribe',
  caption: 'Cálido: por encima de 0; frío: por debajo; las últimas columnas son sesgos. Enmarcados: la letra leída, la unidad más activa y la letra que salió. Pulsa un peso o usa las flechas.',
  maps: ['Letra leída → puertas', 'Estado oculto → puertas', 'Estado oculto → letra siguiente', 'Estado oculto, letra a letra'],
  play: 'Escribir', pause: 'Pausa', once: 'Una letra',
  gates: ['Puerta de reinicio r', 'Puerta de actualización z', 'Candidato n'],
  bias: 'Sesgo',
  unit: (n) => `unidad ${n}`,
  count: (n) => `${n} pesos: todos los que tiene.`,
};

/** @type {typeof import('./en.js').truncation} */
export const truncation = {
  label: 'Lo que descartan top-k, top-p y min-p',
  caption: 'La línea marca la probabilidad de la propia red; la barra, aquella con la que se sortea; lo descartado aparece tachado. La palabra <unk>, que representa lo que la red no conoce, nunca sale.',
  choice: 'Corte',
  kinds: {
    'top-k': 'Top-k conserva las k opciones más probables, por segura que esté la red: demasiadas donde está segura, muy pocas donde no.',
    'top-p': 'Top-p conserva las opciones más probables hasta que juntas llegan a p: pocas donde la red está segura, muchas donde no.',
    'min-p': 'Min-p conserva lo que es al menos p veces tan probable como lo más probable: mira a qué distancia queda una palabra.',
  },
  left: (n, all) => `Todavía pueden salir ${n} de ${all}.`,
};

/** @type {typeof import('./en.js').importing} */
export const importing = {
  intro: '¿Has entrenado una red en otro sitio? Suelta aquí sus archivos y escribirá.',
  formats: 'Keras (.keras, .h5, .hdf5), TensorFlow (checkpoints, SavedModel), PyTorch (.pt, .pth, .safetensors), TensorFlow.js, ml5 charRNN, ONNX, NumPy (.npz), Torch7 (.t7). Varios archivos o una carpeta entera; junto con el vocabulario, si está en un archivo aparte.',
  stays: 'Los archivos se leen en este navegador y no se envían a ninguna parte. Los archivos HDF5 (.h5, .hdf5, .keras) necesitan una biblioteca de cerca de 1 MB, que se carga cuando llega el primero.',
  choose: 'Elegir archivos',
  folder: 'Elegir una carpeta',
  files: 'Archivos de un modelo',
  cancel: 'Cancelar',
  progress: 'Importación',
  reading: (name) => `Leyendo ${name}`,
  readingHdf5: (name, size) => `Leyendo ${name}. HDF5 necesita una biblioteca de ${size}, que se carga primero`,
  building: 'Montando el modelo',
  starting: 'Iniciando el modelo',
  searching: 'Buscando el vocabulario',
  searchingAt: (percent, loss) => `Buscando el vocabulario: ${percent}, pérdida ${loss}`,
  cancelled: 'Cancelado. No ha cambiado nada.',
  writes: (name) => `«${name}» escribe.`,
  asked: 'Falta un dato: se pregunta debajo de lo que se ha encontrado.',

  found: 'Lo que se ha encontrado',
  facts: { format: 'Formato', recipe: 'Tutorial', layers: 'Capas', weights: 'Pesos', vocabulary: 'Vocabulario', reads: 'Cómo lee' },
  layer: (kind, size) => `${kind} ${size}`,
  kinds: {
    embedding: 'embedding', 'one-hot': 'one-hot', 'scaled-id': 'el id como número', rnn: 'RNN simple', gru: 'GRU', lstm: 'LSTM',
    bidirectional: 'ambos sentidos', dense: 'densa', activation: 'activación', 'batch-norm': 'normalización por lotes', 'layer-norm': 'normalización de capa',
    concatenate: 'concatenación', add: 'suma', flatten: 'aplanado', last: 'última posición', average: 'media', 'attention-average': 'media con atención', output: 'salida',
  },
  weights: (n, size) => `${n} en archivos de ${size}`,
  units: { char: 'caracteres', byte: 'bytes', word: 'palabras', split: 'palabras', other: 'tokens' },
  vocabulary: (n, units, from) => `${n} ${units}, ${from}`,
  sources: { file: 'de los archivos', list: 'de tu lista', text: 'de tu texto', search: 'reencontrado: una conjetura', recipe: 'en el tutorial siempre el mismo' },
  noVocabulary: (n) => `falta: los archivos tienen ${n} tokens y no dicen cuáles son`,
  reads: {
    stateful: 'un token tras otro, y su estado continúa',
    window: (n) => plural(n, 'solo el último token', `los últimos ${n} tokens, cada vez desde cero`),
    masked: (n) => `los últimos ${n} tokens, cada vez desde cero; lo que falta delante se omite`,
    padded: (n) => `los últimos ${n} tokens, cada vez desde cero; lo que falta delante se lee como relleno`,
    open: 'aún no se sabe',
  },
  tokens: 'Los tokens, en su orden',
  more: (n) => `y ${n} más`,

  assumed: 'Lo que se ha reconocido y supuesto',
  notes: {
    recipe: ({ name }) => `Es el modelo de ${name}.`,
    'assumed-window': ({ window }) => `Lee los últimos ${window} tokens, como en el tutorial; los archivos no lo dicen.`,
    'assumed-pad': () => 'Un texto más corto que la ventana se rellena por delante, como en el tutorial; los archivos no lo dicen.',
    'folded-batch-norm': ({ count }) => `La normalización por lotes se ha incorporado a los pesos contiguos (${count}).`,
    'ignored-layers': ({ kinds }) => `Sin efecto al escribir, y por eso omitidas: ${kinds}.`,
    'vocabulary-from-file': ({ name }) => (name ? `El vocabulario se ha leído de ${name}.` : 'El vocabulario estaba en los archivos.'),
    'vocabulary-refused': ({ name, reason }) => `${name} no se ha tomado como vocabulario: ${reason}`,
    'vocabulary-size': ({ from, to }) => `El vocabulario de los archivos tiene ${from} tokens y el modelo ${to}, así que no se usa.`,
    'vocabulary-repeats': ({ tokens }) => `Algunos tokens están dos veces y cuentan una: ${tokens}.`,
    'vocabulary-gaps': ({ ids }) => `Algunos ids no tienen token y nunca se sortean: ${ids}.`,
    'vocabulary-damaged': ({ ids }) => `Algunos tokens están dañados y nunca se sortean; sus ids: ${ids}.`,
    'vocabulary-filled': ({ from, to }) => `El vocabulario tiene ${from} tokens y el modelo ${to}: los demás nunca se sortean.`,
    'vocabulary-cut': ({ from, to }) => `El vocabulario tiene ${from} tokens y el modelo ${to}: los últimos se dejan fuera.`,
    'vocabulary-doubtful': ({ loss }) => `El modelo apenas espera este texto con este vocabulario (pérdida: ${Number(loss).toFixed(2)} nats por token). Pruebe otro texto o busque el vocabulario.`,
    'lower-case': () => 'El modelo solo conoce minúsculas: el comienzo de un texto se lee en minúsculas.',
    'sizes-differ': ({ inputs, outputs }) => `El modelo lee ${inputs} tokens y da ${outputs}: lo que no puede dar nunca se sortea.`,
    'weights-only': () => 'El archivo tiene pesos y ninguna descripción de la red: lo que es se ha deducido de nombres y formas.',
    'unused-tensors': ({ names }) => `En el archivo pero no en la red: ${names}.`,
  },

  asks: 'Lo que los archivos no dicen',
  questions: {
    window: '¿Cómo lee un texto?',
    activation: '¿Qué activación tiene la capa recurrente?',
    'recurrent-activation': '¿Qué activación tienen las puertas?',
    'dense-activation': '¿Qué activación tiene la capa densa?',
    order: '¿Qué va primero en las filas de su matriz?',
    reset: '¿Cuándo aplica la GRU su puerta de reinicio?',
    update: '¿Qué hace una puerta de actualización igual a 1?',
    gates: '¿En qué orden están las puertas en las filas de sus matrices?',
    category: '¿En qué categoría debe escribir?',
    input: '¿Qué lee?',
  },
  otherQuestion: (id) => `¿Qué es «${id}»?`,
  choices: {
    linear: 'ninguna (lineal)', 'input-first': 'la entrada', 'state-first': 'el estado', before: 'antes del producto (Keras 2, el artículo)', after: 'después del producto (PyTorch, Keras 3)',
    renews: 'toma el estado nuevo', keeps: 'conserva el estado anterior',
  },
  stateful: 'Un token tras otro; su estado continúa (stateful)',
  windowed: 'Los últimos tokens, cada vez desde cero; cuántos:',
  answer: 'Continuar con estas respuestas',
  badWindow: 'El número de tokens es un entero de 1 a 4096.',

  lost: 'Falta el vocabulario',
  lostWhy: (n) => `El modelo tiene ${n} tokens, caracteres o palabras, y los archivos no dicen cuáles. Cualquiera de estas cosas ayuda:`,
  list: 'Una lista de ellos',
  listNote: 'JSON en cualquiera de los dos sentidos, un pickle o un archivo de texto con un token por línea.',
  chooseList: 'Elegir una lista',
  sample: 'Un texto',
  sampleNote: 'El texto con el que se entrenó: de él se forma el vocabulario como lo hacen los tutoriales. Si también se ha perdido, cualquier texto largo del mismo tipo: entonces el propio modelo dice con qué orden de los tokens es más probable.',
  openText: 'Abrir un archivo de texto',
  clear: 'Usar otro texto',
  textFile: (name, size) => `${name}, ${size}`,
  trainedWith: 'Se entrenó con este texto',
  findAgain: 'Buscar con él el vocabulario',
  noText: 'Primero hace falta un texto.',
  guess: 'Una conjetura',
  guessLoss: (loss, blind) => `Con estos tokens la pérdida en tu texto es de ${loss} nats por token; adivinando a ciegas sería de ${blind}.`,
  guessCertainty: (percent) => `El ${percent} del texto se apoya en tokens seguros.`,
  takeGuess: 'Escribir con esta conjetura',
  dropGuess: 'Descartar la conjetura',

  asTutorial: 'Sortear como en el tutorial',
  presets: {
    keras: (temperature) => `sample() a ${temperature}`,
    argmax: () => 'argmax',
    'top-k': (_, k) => `top-k ${k}`,
    textgenrnn: (temperature) => `textgenrnn a ${temperature}`,
    tensorflow: (temperature) => `tf.random.categorical a ${temperature}`,
    multinomial: (temperature) => `multinomial a ${temperature}`,
  },

  weigh: 'Pérdida y tamaño',
  weighNote: 'El modelo se guarda tal como es, en números de 32 bits, hasta que elijas otra cosa. Con menos bits es más pequeño y más rápido; lo que cuestan se ve en un texto que el modelo no ha leído, en nats por token; cuanto menor, mejor. El que está marcado se guarda y escribe.',
  measure: 'Medir la pérdida',
  measuring: (bits, percent) => `Midiendo, ${bits}: ${percent}`,
  measured: (losses) => `Medido: ${losses}.`,
  lossText: 'Un texto con el que medir',
  lossCut: (n) => `Se leen los primeros ${n} caracteres.`,
  bits: { 32: 'coma flotante de 32 bits', 8: '8 bits', 4: '4 bits' },
  table: { weights: 'Pesos', loss: 'Pérdida', size: 'Tamaño', file: 'Archivo' },
  download: 'Descargar',
  downloadThis: (bits) => `Descargar el modelo, ${bits}`,
  quantizing: (bits) => `Preparando el archivo, ${bits}`,
  downloaded: (name, size) => `${name}, ${size}.`,

  take: 'En una página tuya',
  embedNote: 'Pon el archivo descargado junto a la página.',
  linkNote: 'El enlace de la barra de direcciones trae de vuelta el texto a quien tenga estos archivos: no lleva el modelo. En otra máquina, los pide.',
  copy: 'Copiar',
  copyThis: 'Copiar el código para una página',
  copied: 'Código copiado.',
  selected: 'El código está seleccionado: cópialo.',

  kept: 'En este navegador',
  keptNote: 'Los modelos importados quedan en este navegador, y en la lista de modelos, hasta que se descartan.',
  notKept: 'Este navegador no guarda nada aquí (en una ventana privada, por ejemplo): al recargar la página harán falta otra vez los archivos.',
  name: 'Nombre',
  write: 'Escribir con él',
  discard: 'Descartar',
  discarded: (name) => `«${name}» se ha descartado.`,

  needsFiles: (name) => `Es «${name}», importado de unos archivos que el enlace no lleva. Importa esos mismos archivos en esta página y se escribirá el texto.`,
  failures: {
    'import-unsupported': ['Esta página no puede ejecutar este modelo.', 'Lo que lo impide:'],
    'import-damaged': ['Los archivos están dañados o no son lo que parecen.', 'Guárdalos o descárgalos otra vez.'],
    'import-unrecognized': ['En estos archivos no hay ningún modelo que se conozca aquí.', 'Lo que se puede leer está indicado arriba.'],
    'import-incomplete': ['Falta algo.', 'Añádelo: basta con soltar el archivo que falta, los demás siguen aquí.'],
    'import-too-large': ['Es demasiado grande.', 'Deja fuera lo que no sea del modelo.'],
    'worker-failed': ['La importación se ha detenido, quizá por falta de memoria.', 'Cierra otras páginas y vuelve a intentarlo. No se ha perdido nada más.'],
    'text-not-utf8': ['Esto no es texto sin formato.', 'Guárdalo como texto sin formato (.txt) en UTF-8, o copia el texto y pégalo.'],
  },
};

/** @type {typeof import('./en.js').embed} */
export const embed = {
  title: 'Una figura de Lukewarm',
  noElement: (name, list) => `No existe el elemento «${name}». Se pueden mostrar estos: ${list}.`,
  foreign: (origin) => `Este marco muestra modelos de su propio sitio, no de ${origin}. Quien administra el sitio puede permitir ese otro en embed.html.`,
};

/** @type {typeof import('./en.js').pageCommon} */
export const pageCommon = {
  language: 'Español',
  languages: 'Idiomas',
  home: 'Lukewarm',
  learn: '¿Por qué muestreamos?',
  train: 'Entrena tu propia red',
  elements: 'Ponlo en tu página',
  documents: 'Documentación (en inglés)',
  oldBrowser: (firefox) => `Esta página todavía se está cargando. Si no pasa nada, recarga la página. Si no sirve, puede que el navegador sea demasiado antiguo: la página necesita Chrome o Edge 100, Firefox ${firefox}, Safari 16.4 o una versión posterior.`,
};

/** @type {typeof import('./en.js').indexPage} */
export const indexPage = {
  title: 'Lukewarm: texto de una red neuronal, en tu navegador',
  description: 'Escribe un comienzo, ajusta la temperatura y una red neuronal recurrente lo continúa, todo en tu navegador. Cada texto tiene un enlace que lo recupera.',
  intro: 'Una pequeña red neuronal que ha leído un solo tipo de libros continúa lo que empiezas. Funciona en esta página; nada de lo que escribes sale de ella.',
  noScript: 'Esta página ejecuta una red neuronal en el navegador, y para eso necesita JavaScript, que aquí está desactivado.',
  copyLink: 'Copiar enlace',
  samplers: 'Más formas de elegir',
  panels: 'Más de cerca',
  temperatures: 'Comparación de temperaturas',
  likelihood: '¿Qué probabilidad tiene mi texto?',
  activations: 'Dentro de la red',
  exporting: 'Insertar y exportar',
  importing: 'Un modelo propio',
  drop: 'Suelta aquí el modelo',
  temperatureTitle: 'Qué hace la temperatura',
  scores: 'Después de cada carácter o palabra, la red da a cada continuación posible una puntuación <var>z</var>. Se sortea una de ellas, con probabilidad',
  temperature: 'Con <var>T</var> = 1 son las probabilidades que aprendió. Una temperatura más baja favorece lo probable: el texto se vuelve prudente y se repite; una más alta las iguala: el texto se vuelve audaz y pierde el sentido. Con 0 no se sortea nada: se toma siempre lo más probable, lo que se llama elección voraz. <a href="learn.html">¿Por qué muestrear?</a>',
  modelTitle: 'El modelo',
  about: 'Su licencia, lo que ha leído y su tamaño aparecen aquí cuando se ha cargado.',
  networkTitle: 'Cómo funciona',
  network: 'Una red recurrente lee los símbolos de uno en uno y guarda lo que deduce de ellos en unos cientos de números; a partir de estos puntúa el siguiente. Los cálculos se hacen con enteros, en WebAssembly, así que la misma semilla da el mismo texto en todos los navegadores, y el enlace de la barra de direcciones lo recupera.',
  offline: 'Después de la primera visita funciona también sin conexión: el navegador guarda la página y los modelos que has usado, y nada sobre ti.',
};

/** @type {typeof import('./en.js').trainPage} */
export const trainPage = {
  title: 'Entrena tu propia red: una red neuronal aprende tu texto, en tu navegador',
  description: 'Pega un texto, elige un tamaño según lo que tarda y mira cómo una red neuronal recurrente aprende a escribir de ese modo: primero las letras, luego las palabras, luego el tono. Todo en tu navegador.',
  heading: 'Entrena tu propia red',
  intro: 'Dale un texto a una red pequeña y mira cómo aprende a escribir de ese modo: primero las letras, luego las palabras, luego el tono. Aprende en esta página; tu texto nunca sale de ella.',
  noScript: 'Esta página entrena una red neuronal en el navegador, y para eso necesita JavaScript, que aquí está desactivado.',
  restore: 'Volver al entrenamiento',
  discard: 'Descartar el entrenamiento',
  start: 'Qué entrenar',
  text: 'El texto',
  source: 'Tu texto',
  example: 'Probar con fábulas de Esopo',
  open: 'Abrir un archivo',
  file: 'Un archivo de texto',
  placeholder: 'Pega aquí un texto o suelta un archivo: un libro, tus cartas, recetas, letras de canciones; en cualquier idioma. Lo mejor son 100.000 caracteres o más.',
  clear: 'Usar otro',
  network: 'La red',
  from: 'Partir de',
  fromNothing: 'una red que no sabe nada',
  sizes: 'Tamaño y tiempo',
  tiny: 'Mínima',
  small: 'Pequeña',
  medium: 'Mediana',
  large: 'Grande',
  train: 'Entrenar',
  more: 'Más ajustes',
  epochs: 'Épocas',
  learningRate: 'Tasa de aprendizaje',
  dropout: 'Dropout',
  heldOut: 'Parte reservada',
  tokenizer: 'Lee',
  characters: 'caracteres',
  words: 'palabras',
  bytes: 'bytes',
  seed: 'Semilla',
  batchSize: 'Tamaño de lote',
  bpttLength: 'Longitud de BPTT',
  settingsNote: 'Lo que dejes vacío se elige según el texto y el tiempo.',
  pause: 'Pausar',
  stop: 'Detener y guardar lo mejor',
  anew: 'Entrenar otra',
  progress: 'Entrenamiento',
  writing: 'Lo que escribe ahora',
  copyText: 'Copiar texto',
  temperature: 'a temperatura',
  prompt: 'empezando con',
  length: 'Longitud',
  generate: 'Generar',
  vary: 'Variar',
  written: 'Texto',
  curve: 'Pérdida (loss)',
  lossCurve: 'Curva de pérdida',
  trainingLoss: 'entrenamiento',
  heldOutLoss: 'reservado',
  table: 'Todas las mediciones',
  epoch: 'época',
  after: 'tras',
  among: 'como entre',
  notKept: 'Este navegador no guarda nada aquí (en una ventana privada, por ejemplo, o mientras se entrena en otra pestaña): al recargar la página se perdería el entrenamiento.',
  before: 'Cómo escribía antes',
  take: 'Llévatelo',
  keep: 'Guarda el modelo',
  name: 'Nombre',
  bits: 'Pesos en',
  bits8: '8 bits, apenas se nota',
  bits4: '4 bits, la mitad de tamaño',
  bits32: 'coma flotante de 32 bits, exactos',
  download: 'Descargar el modelo',
  ownPage: 'En una página tuya',
  embedNote: 'Pon el archivo del modelo junto a la página.',
  copy: 'Copiar',
  copyEmbed: 'Copiar el código para una página',
  command: 'En la línea de comandos',
  copyCommand: 'Copiar el comando',
  downloadText: 'Descargar el texto',
  learningTitle: 'Qué ocurre aquí',
  learning: 'La red lee el texto muchas veces y, en cada una, intenta adivinar cada carácter a partir de lo que lo precede. Donde se equivoca, cada uno de sus pesos se mueve un poco, de modo que se habría equivocado menos. La pérdida dice cuánto se equivoca: con una pérdida de 2 duda tanto como quien elige al azar entre e² = 7,4 caracteres igual de probables.',
  heldOutTitle: '¿Por qué reservar una parte?',
  heldOutReason: 'Una red puede aprenderse un texto corto de memoria. La pérdida en lo que lee baja de todos modos, así que no revela nada de eso. De la parte reservada nunca aprende: cuando esa pérdida empieza a subir, la red ha dejado de aprender la lengua y ha empezado a aprenderse el texto.',
  keptTitle: 'Qué se guarda',
  kept: 'El entrenamiento, con su texto, se queda en este navegador hasta que lo descartes o empieces otro, para que no se pierda al recargar la página. No se envía nada a ninguna parte.',
  fables: 'Las fábulas de prueba son de Esopo, en la traducción inglesa de V. S. Vernon Jones, que es de dominio público.',
};

export { lessonPage } from './lesson.es.js'; // web/learn.html: the longest of the pages

/** @type {typeof import('./en.js').elementsPage} */
export const elementsPage = {
  title: 'Los elementos de Lukewarm',
  description: 'Todos los elementos de Lukewarm con un ejemplo vivo: texto de una red neuronal recurrente y las figuras de la lección sobre temperatura y muestreo, para cualquier página.',
  heading: 'Elementos para cualquier página',
  intro: 'Lo que muestra <a href="index.html">Lukewarm</a> también puede mostrarlo tu página. Un script, sin servidor, sin enviar nada a ninguna parte.',
  script: 'El script',
  use: 'Un elemento carga lo que necesita cuando aparece en pantalla; varios comparten una misma red y una misma descarga. Donde una página admite un iframe pero no scripts, <code>embed.html?element=…</code> muestra cualquiera de ellos, con los atributos como parámetros de la dirección.',
  code: (tag) => `Código de ${tag}`,
  details: 'Atributos y todo lo demás',
  default: (value) => `por defecto ${value}`,
  attributes: 'Atributos',
  members: 'Propiedades y métodos',
  events: 'Eventos',
  slots: 'Ranuras (slots)',
  parts: 'Partes',
  customProperties: 'Propiedades personalizadas',
};

/** @type {typeof import('./en.js').builderPage} */
export const builderPage = {
  title: 'Lukewarm en tu página: el generador de código',
  description: 'Elige un texto o una figura, míralo y copia el código que lo pone en tu propia página: como elemento o como iframe.',
  intro: 'Elige un texto o una figura, míralo y copia el código que lo pone en tu propia página.',
  reference: 'Todos los elementos y atributos',
  guides: 'Guías para cada herramienta (en inglés)',
  noScript: 'El generador de código necesita JavaScript, que aquí está desactivado.',
  choose: '1. Elige',
  what: 'Qué mostrar',
  text: 'Un texto',
  temperatures: 'Un texto a varias temperaturas',
  likelihood: 'Qué probabilidad tiene un texto',
  distribution: 'La distribución del siguiente token',
  sampleSteps: 'La función sample() de Keras, línea a línea',
  draw: 'Sortear según una distribución',
  greedy: 'Búsqueda voraz junto a muestreo',
  truncation: 'Top-k, top-p y min-p',
  beam: 'Búsqueda en haz',
  pitfalls: 'Errores con la temperatura',
  stages: 'Etapas del entrenamiento',
  weights: 'Todos los pesos de una red',
  model: 'Modelo',
  noModel: 'ninguno: las palabras de abajo',
  ownModel: 'Un modelo tuyo: pon su archivo junto a tu página y escribe su dirección en el código como model.',
  prompt: 'Comienzo del texto',
  yourText: 'Texto',
  probabilities: 'Palabras y sus probabilidades',
  temperature: 'Temperatura',
  seed: 'Semilla',
  length: 'Longitud',
  seedNote: 'La misma semilla da el mismo texto. Sin semilla, cada lector ve otro texto.',
  controls: 'El lector puede cambiar el comienzo y la temperatura',
  shaded: 'Sombrear cada token según lo sorprendente que fue',
  look: '2. Mira',
  copyTitle: '3. Copia',
  address: 'El código contiene la dirección de este sitio. Si copias la carpeta del sitio a tu propio servidor, abre allí el generador.',
  element: 'Como elemento',
  elementNeeds: 'Para páginas que pueden cargar scripts. Si este sitio no es tuyo, su servidor debe enviar Access-Control-Allow-Origin. El elemento toma el idioma, los colores y la letra de la página.',
  frame: 'Como iframe',
  scheme: 'Claro u oscuro',
  schemeAuto: 'como el sistema de quien lee',
  schemeLight: 'claro',
  schemeDark: 'oscuro',
  background: 'Fondo',
  color: 'Color del texto',
  width: 'Ancho en tu página, en píxeles',
  widthNote: 'Con un ancho, el iframe se muestra aquí como lo mostrará tu página, y su código lleva la altura que necesita. Un script puede hacerlo con cualquier ancho: consulta las guías.',
  frameNeeds: 'Funciona donde se permita un iframe: WordPress, Notion, Moodle y otras páginas que eliminan los scripts.',
  frameTitle: 'Lukewarm: una red neuronal en el navegador',
  copy: 'Copiar',
  copyElement: 'Copiar el código del elemento',
  copyFrame: 'Copiar el código del iframe',
  copied: 'Código copiado.',
  selected: 'El navegador no permite copiar desde esta página. El código está seleccionado: cópialo de ahí.',
};

/** @type {typeof import('./en.js').embedPage} */
export const embedPage = {
  noScript: 'Aquí una red neuronal escribe en el navegador, y para eso necesita JavaScript, que está desactivado.',
};
