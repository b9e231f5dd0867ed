// Every sentence that a reader sees, in Spanish: the constants of en.js, by the same names. Readers are addressed as «tú»;
// quotation marks are « ». Where a message is put together with a unit ("caracteres", "palabras"), it is worded so that
// nothing in it has to agree with the unit's gender.

/** @type {typeof import('./en.js').temperature} */
export const temperature = {
  label: 'Temperatura',
  names: ['voraz', 'se repite', 'prudente', 'algo prudente', 'como aprendió', 'audaz', 'imprevisible', 'incoherente'],
};

/** @type {typeof import('./en.js').text} */
export const text = {
  text: 'Texto generado',
  noModel: 'Un <lukewarm-text> necesita un modelo.',
};

/** @type {typeof import('./en.js').frame} */
export const frame = {
  download: 'Descarga del modelo',
  loaded: (loaded, total, percent) => `${loaded} de ${total}, ${percent} %`,
  figures: (characters, seconds, speed, n) => `${characters} ${n === 1 ? 'carácter' : 'caracteres'} en ${seconds} s${speed && `, ${speed} por segundo`}`,
  stopped: 'Detenido.',
  finished: (text) => `Terminado. ${text}`,
  retry: 'Reintentar',
};

/** @type {typeof import('./en.js').controls} */
export const controls = {
  controls: 'Qué escribir',
  model: 'Modelo',
  prompt: 'Comienzo',
  ends: ['voraz', 'como aprendió', 'salvaje'],
  generate: 'Generar',
  again: 'Regenerar',
  vary: 'Variar',
  stop: 'Detener',
  seed: 'Semilla',
  seedNote: 'Con la misma semilla sale el mismo texto; «Variar» elige otra al azar.',
  length: (units) => `Longitud en ${units}`,
  units: { char: 'caracteres', byte: 'bytes', word: 'palabras', other: 'tokens' },
  undo: 'Deshacer',
  copy: 'Copiar texto',
  copied: 'Texto copiado.',
  notCopied: 'El navegador no permite copiar desde esta página. Selecciona el texto para copiarlo.',
  shade: 'Sombrear lo que el modelo no esperaba',
  shades: 'Sombreado: probabilidad máxima que el modelo daba al token',
  oneIn: (n) => `1 de ${n}`,
  badSeed: 'La semilla debe ser un número entero de 0 a 18446744073709551615.',
  badLength: 'La longitud debe ser un número entero.',
};

/** @type {typeof import('./en.js').page} */
export const page = {
  linkCopied: 'Enlace copiado.',
  linkNotCopied: 'El navegador no permite copiar desde esta página. El enlace está en la barra de direcciones.',
};

/** @type {typeof import('./en.js').failures} */
export const failures = {
  known: {
    network: ['Se ha cortado la conexión.', 'Compruébala y vuelve a intentarlo.'],
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
  cells: { lstm: 'LSTM', gru: 'GRU', rnn: 'recurrente simple', other: 'recurrente' },
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
  drawn: (uniform, token) => ['Se sorteó el número ', uniform, `, que en la línea de todas las probabilidades cae en «${token}».`],
  taken: (uniform, token) => ['Lo elegiste tú. El número sorteado fue ', uniform, `, que en la línea de todas las probabilidades cae en «${token}».`],
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
  counted: (characters, distinct) => `${characters} caracteres, ${distinct} distintos.`,
  cut: (characters) => ` Los textos más largos se recortan: se omiten los últimos ${characters}.`,
  shortText: (characters) => `Es un texto corto. Con ${characters} caracteres una red se aprende el texto de memoria en vez de aprender la lengua: escribirá fragmentos suyos en desorden. Dale 100.000 o más si puedes.`,
  tooShort: 'Aquí no hay texto suficiente para aprender. Pega más: unos miles de caracteres como mínimo.',

  modelOf: (model, many) => `${model}, que lee ${many}`,
  loadingModel: (percent) => `Cargando el modelo: ${percent}`,
  estimate: (time) => `Tarda ${time} en este equipo.`,
  size: (units, weights) => `${units} unidades, ${weights} pesos`,
  notNumber: (setting, typed) => `${setting}: debe ser un número, no «${typed}».`,
  notWhole: (setting) => `${setting}: debe ser un número entero menor que 2⁶⁴.`,
  unknownCharacters: (unknown, distinct, examples, skipped, characters) => `Este modelo no conoce ${unknown} de los ${distinct} caracteres distintos de tu texto: ${examples}. Se omiten ${skipped} de las ${characters} posiciones del texto.`,
  unknownWords: (unknown, distinct, examples) => `De las primeras ${distinct} palabras distintas de tu texto, este modelo no conoce ${unknown}: ${examples}. Lee y escribe todas ellas como una misma palabra desconocida.`,
  quoted: (token) => `«${token}»`,
  readAs: (from, to) => `«${from}» (se lee como «${to}»)`,
  andMore: (examples, others) => `${examples} y ${others} más`,

  phases: { running: 'Entrenando', paused: 'En pausa', stopped: 'Detenido', done: 'Terminado', diverged: 'Ha divergido' },
  troubles: { tooLarge: 'los pasos son demasiado grandes', tooSmall: 'los pasos son demasiado pequeños', byHeart: 'aprende de memoria' },
  hasEnded: (name, steps, time) => `Un entrenamiento con «${name}» ha terminado: ${steps} pasos en ${time}.`,
  notFinished: (name, steps, time) => `Un entrenamiento con «${name}» está sin terminar: ${steps} pasos en ${time}.`,
  inAll: (time) => `${time} en total`,
  epochOf: (epoch, epochs) => `Época ${epoch} de ${epochs}`,
  perSecond: (characters) => `${characters} caracteres por segundo`,
  left: (time) => `tiempo restante: ${time}`,
  facts: (weights, learned, many) => `${weights} pesos; aprende de ${learned} ${many}`,
  heldOut: (facts, held) => `${facts} y se mide con ${held} más, que nunca usa para aprender.`,
  reach: (epoch) => `época ${epoch}`,
  pause: 'Pausar',
  resume: 'Continuar',
  after: (time) => `tras ${time}`,
  afterAtLoss: (time, loss) => `tras ${time}, pérdida ${loss}`,

  units: { char: ['carácter', 'caracteres'], byte: ['byte', 'bytes'], word: ['palabra', 'palabras'] },
  manyMore: 'más de 1.000.000.000',
  loss: (loss, among, one, many) => `Pérdida de ${loss} nats por ${one}: duda como si tuviera que elegir al azar entre ${among} ${many}.`,
  blindGuessing: (among) => ` Adivinar a ciegas es elegir entre ${among}.`,
  levels: { guess: 'adivinar a ciegas', frequencies: 'adivinar por frecuencia' },
  curve: 'Curva de pérdida.',
  trainingLoss: (from, to) => ` Pérdida de entrenamiento: de ${from} a ${to}.`,
  heldOutLoss: (from, to) => ` Pérdida en el texto reservado: de ${from} a ${to}.`,
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
  limit: (scored, left) => `Se evalúan los primeros ${scored} caracteres; los ${left} siguientes, no.`,
  verdict: (bits, perplexity) => `${bits} bits por carácter, perplejidad ${perplexity}.`,
  token, tokens,
  comparison: (n, tokens, token, bits) =>
    'Un bit por carácter es, en promedio, una pregunta de sí o no que hay que responder para conocer el carácter siguiente; ' +
    `sin saber nada más que los ${n} ${tokens} del modelo, serían ${bits}. La perplejidad dice lo mismo como cantidad: ` +
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
  extent: (units, n, tokens, isCut) =>
    `${units} unidades sobre ${n} ${tokens} del ${isCut ? 'comienzo del ' : ''}texto. Las unidades se numeran desde 0.`,
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
  kept: (n, all, units, percent) => `Pueden salir ${n} de ${all} ${units}; para el modelo reúnen el ${percent} de la probabilidad.`,
  place: (text) => `Los gráficos muestran lo que puede venir después de «${text}», lo más probable primero.`,
  greedy: 'A temperatura 0 se toma lo más probable, sea cual sea el corte; los gráficos corresponden a temperatura 1.',
};

/** @type {typeof import('./en.js').exporting} */
export const exporting = {
  inPage: 'En una página tuya',
  element: 'El texto como elemento, donde una página puede cargar scripts',
  frame: 'El texto en un marco, donde no puede',
  title: 'Un texto de Lukewarm',
  copy: 'Copiar',
  copyThis: (label) => `Copiar: ${label}`,
  copied: 'Código copiado.',
  selected: 'El código está seleccionado: cópialo de ahí.',
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
  code: 'Código para insertar esta figura',
  copied: 'Copiado.',
  loading: (percent) => `Cargando el modelo: ${percent}.`,
};

/** @type {typeof import('./en.js').temperatures} */
export const temperatures = {
  label: 'Calidad frente a variedad a varias temperaturas',
  columns: 'Temperaturas una junto a otra',
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
  finished: (n) => `Los textos a ${n} temperaturas están terminados.`,
};
