// El texto de web/learn.html en español: los mismos nombres que en lesson.en.js. Se trata de «tú» a quien lee.

const comma = (/** @type {string} */ text) => text.replace('.', ',');

/** @type {typeof import('./lesson.en.js').lessonPage} */
export const lessonPage = {
  title: '¿Por qué sorteamos? La temperatura y sample(), explicadas con números que se mueven',
  description: 'Por qué un generador de texto sortea su siguiente palabra en lugar de tomar la más probable, qué hace la temperatura y la función sample() de los ejemplos de Keras línea a línea: cada número se puede mover, en un ejemplo pequeño y en una red real en tu navegador.',
  heading: '¿Por qué sorteamos?',
  from: 'Una lección de unos minutos, de <a href="index.html">Lukewarm</a>. Todos sus números se pueden mover.',
  toy: 'gato 0.7, perro 0.1, rana 0.2',
  number: comma,
  helper: 'La función auxiliar sample() de los ejemplos de Keras',
  contents: 'Contenido',

  intro: '<p>Has entrenado tu primera red recurrente y predice bastante bien la palabra siguiente. Entonces, el ejemplo que seguías hace algo raro con sus predicciones:</p>',
  questions: '<p>¿Por qué no tomar sin más la palabra más probable? ¿Por qué un logaritmo, para deshacerlo en la línea siguiente? ¿Por qué sortear un array entero, solo para preguntar dónde está su número más grande? Son buenas preguntas, y cada una tiene una respuesta corta.</p>',

  networkTitle: 'Lo que da la red',
  network: `<p>Una red que escribe no te da una palabra. Te da una probabilidad para <em>cada</em> palabra que conoce. Digamos que conoce tres: tras lo que ha leído hasta ahora, la siguiente es <i>gato</i> con probabilidad 0,7, <i>perro</i> con 0,1 y <i>rana</i> con 0,2.</p>
    <p>La temperatura, escrita <var>T</var>, da otra forma a estas probabilidades antes de que se elija una de las palabras. Muévela, y cambia también las probabilidades.</p>`,
  networkTable: 'Las probabilidades a tres temperaturas',
  word: 'palabra',
  cat: 'gato',
  dog: 'perro',
  frog: 'rana',
  networkAfter: `<p>Con <var>T</var> = 1 no cambia nada. Por debajo ganan las palabras probables; por encima, las improbables. El orden nunca cambia: <i>gato</i> es la más probable a cualquier temperatura. La temperatura no cambia lo que la red sabe, solo la audacia con que se elige.</p>
    <p>Una red real hace lo mismo con más palabras. Esta ha leído a Shakespeare letra a letra y conoce 65 caracteres; escribe lo que debe leer y mira qué espera a continuación.</p>`,
  networkFallback: 'Con JavaScript, una red que funciona en esta página muestra aquí lo que espera después de «ROMEO: But soft, what li».',

  greedyTitle: '¿Voraz o muestreo?',
  greedy: `<p>Con las probabilidades en la mano hay dos caminos. La <em>búsqueda voraz</em> toma siempre la palabra más probable. El <em>muestreo</em> saca una palabra a suertes, cada una con su propia probabilidad: <i>gato</i> siete veces de cada diez, <i>rana</i> dos, <i>perro</i> una.</p>
    <p>El escritor más pequeño que muestra la diferencia es una tabla: para cada palabra, las probabilidades de la que la sigue. La búsqueda voraz solo puede seguir el número más grande de cada fila. En cuanto vuelve a una palabra, vuelve también todo lo que venía después.</p>`,
  greedyFallback: 'Después de <i>gato</i>: gato 0,1, perro 0,6, rana 0,3. Después de <i>perro</i>: gato 0,7, perro 0,1, rana 0,2. Después de <i>rana</i>: gato 0,2, perro 0,5, rana 0,3. La búsqueda voraz escribe <i>gato perro gato perro gato perro</i>, sin fin.',
  greedyReal: '<p>Una red recurrente recuerda más de una palabra, así que tarda más en quedar atrapada; pero queda atrapada. Aquí una red diminuta de Shakespeare escribe de las dos maneras.</p>',
  greedyRealFallback: 'Con JavaScript, una red real escribe aquí, con búsqueda voraz y con muestreo, lado a lado.',
  greedyAfter: '<p>Por eso sorteamos. La búsqueda voraz da un texto muy probable, siempre el mismo, que pronto se repite. El muestreo da un texto más o menos probable, y cada vez otro; tampoco las personas decimos a menudo lo más probable.</p>',

  linesTitle: '<code>sample()</code>, línea a línea',
  lines: '<p>Ahora, la función. Hace dos cosas: las líneas 2 a 5 aplican la temperatura, las líneas 6 y 7 sortean. Esto es lo que hay en su array después de cada línea. Como entrada basta una lista corriente: <code>np.asarray</code>, en la línea 2, hace de ella un array.</p>',
  linesTable: 'Los arrays con <var>T</var> = 0,5',
  after: 'después de',
  log: `<h3>¿Por qué el logaritmo, si luego se deshace?</h3>
    <p>Por lo que entra. Por dentro, la red puntúa cada palabra con un número de cualquier tamaño, su <em>logit</em> <var>z</var>, y su última capa, softmax, hace de ellos probabilidades. La temperatura va ahí, bajo la exp:</p>`,
  logAfter: `<p>Pero un modelo de Keras que termina en softmax entrega las probabilidades <var>p</var>, cuando ya es tarde para dividir. Así que la función vuelve atrás: log <var>p</var><sub><var>i</var></sub> es otra vez <var>z</var><sub><var>i</var></sub>, salvo una constante, la misma para cada palabra, que la suma de la línea 5 elimina. Muestra los logits al lado, en la figura de arriba, y súmales cualquier constante: el resultado no cambia.</p>
    <p>Y como <span class="nowrap">exp(log <var>p</var>&hairsp;/&hairsp;<var>T</var>)</span> = <span class="nowrap"><var>p</var><sup>1/<var>T</var></sup></span>, en lugar de las líneas 3 a 5 habría bastado una: elevar cada probabilidad a 1/<var>T</var> y normalizar. Con <var>T</var> = ½ eso es elevar al cuadrado: 0,49 a 0,01 a 0,04.</p>
    <h3>¿Y si se quita log?</h3>
    <p>Entonces exp se aplica a las probabilidades como si fueran logits. Están entre 0 y 1, así que con <var>T</var> = 1 ninguna palabra sale más de e = 2,718 veces tan probable como otra: de 0,7, 0,1 y 0,2 hace 0,464, 0,255 y 0,281, casi iguales. La opinión de la red se pierde, y puede salir una palabra que era imposible, porque exp(0) = 1. Si se quita también <code>np.exp</code>, <var>T</var> no hace nada: divide cada probabilidad, y luego la suma lo deshace. Prueba las dos cosas en la figura: «Quitar».</p>
    <h3>¿Por qué sortear un array y preguntar luego dónde está su número más grande?</h3>
    <p><code>multinomial(1, preds, 1)</code> hace un sorteo y cuenta cuántas veces salió cada palabra: una vez la sorteada, ninguna las demás. Es una lista de recuentos con un solo 1, un vector <em>one-hot</em>, y <code>argmax</code> lee dónde está el 1. No toma la palabra más probable: la suerte ya está echada.</p>
    <p>Para echarla, piensa en una línea de 0 a 1, cortada en tres partes tan largas como las probabilidades, y en un puntero lanzado a ciegas sobre ella.</p>`,
  drawFallback: 'Con <var>T</var> = 1 la línea se corta en 0,7 y en 0,8. Un puntero en 0,64 cae en <i>gato</i>, [1, 0, 0]; en 0,75, en <i>perro</i>, [0, 1, 0]; en 0,9, en <i>rana</i>, [0, 0, 1]. De mil, unos 700 caen en <i>gato</i>, 100 en <i>perro</i> y 200 en <i>rana</i>.',
  drawAfter: `<p>Prueba los dos extremos. Cuando <var>T</var> se acerca a 0, la parte mayor ocupa toda la línea y el sorteo se vuelve argmax: búsqueda voraz. Cuando <var>T</var> crece sin fin, las partes se igualan y la opinión de la red deja de contar.</p>
    <h3>Los sorteos de tu propio cuaderno</h3>
    <p>Si tu cuaderno dice <code>np.random.seed(42)</code>, aquí puedes volver a tener sus sorteos: en la figura de <code>sample()</code>, arriba, escribe la semilla y marca «como NumPy», y verás los veinte primeros. NumPy no lanza ningún puntero; pregunta por una palabra tras otra, «¿es esta, si no fue ninguna antes?», lo que viene a ser lo mismo.</p>`,

  wrongTitle: 'Lo que puede salir mal',
  wrong: `<p>La función es correcta, pero da un rodeo por números que un ordenador no siempre puede guardar. A la gente le pasan tres cosas:</p>
    <ul>
      <li>Una probabilidad tan pequeña que se redondeó a 0, cuyo logaritmo es −∞: un aviso, y una palabra que ninguna temperatura devuelve.</li>
      <li><code>ValueError: sum(pvals[:-1]) &gt; 1.0</code>. Los números de la red son de precisión simple, y lo que ahí suma 1 puede ser un poco más en doble. Para eso está la línea 2; quien la quita se encuentra con el error algún día, al azar.</li>
      <li>Una temperatura tan baja que toda exp es 0: entonces se divide 0 entre 0.</li>
    </ul>`,
  wrongFallback: 'Por ejemplo, log 0,7 / 0,0004 es −891,7, y exp(−891,7) es 0 en precisión doble, como las otras dos: 0 / 0 no es un número, y multinomial lo rechaza.',
  wrongAfter: `<p>Las tres desaparecen si la red termina sin softmax y entrega sus logits. Resta a cada uno el mayor, divide por <var>T</var>, aplica exp y normaliza: el mayor se vuelve exp(0) = 1, así que la suma nunca es 0, nada se desborda y no hace falta ningún logaritmo. La red de esta página lo hace así, y trata <var>T</var> = 0 como lo que significa: argmax.</p>
    <h3>Lo mismo con logits, para copiar</h3>
    <p>Deja la última capa sin activación y díselo a la función de pérdida: <code>from_logits=True</code> en Keras; <code>CrossEntropyLoss</code> de PyTorch ya espera logits. Después, con los logits de una posición:</p>`,

  choosingTitle: 'Elegir una temperatura',
  choosing: '<p>No hay una correcta, pero hay algo que medir. Haz que la red escriba a varias temperaturas y pregunta dos cosas de cada texto. ¿Qué probable lo encuentra la propia red? Llamémoslo calidad. ¿Cuánto de él es nuevo, y no las mismas letras otra vez? Llamémoslo variedad.</p>',
  choosingFallback: 'Con JavaScript, aquí se mide una red real a siete temperaturas.',
  choosingAfter: `<p>Lo uno se paga con lo otro. Las temperaturas bajas escriben lo probable, y lo escriben otra vez; las altas escriben lo nuevo, porque no tiene sentido. La línea discontinua es texto escrito por personas, y tampoco es muy probable: el de la red se encuentra con él hacia <var>T</var> = 1, donde sortea con las probabilidades que aprendió. Pero lo que una red pequeña elige rara vez suele ser un error, así que muchos prefieren algo menos: empieza entre 0,5 y 1, y lee.</p>
    <h3>¿Qué es un nat?</h3>
    <p>La unidad de estas log-probabilidades, como el bit lo es con logaritmos en base 2; un nat son 1,443 bits. La pérdida de esta red es de 1,3866 nats por carácter: en cada uno duda tanto como quien adivina entre e<sup>1,3866</sup> = 4,00 caracteres igual de probables. Ese número es su <em>perplejidad</em>.</p>
    <p>También una perplejidad tiene temperatura. Es 1 si nadie dice otra cosa, pero algunos récords se midieron con una ajustada: <a href="https://github.com/deepmind/lamb"><code>lamb</code></a>, de DeepMind, por ejemplo, multiplica los logits por varios factores, de 1,06 hasta 0,8, y toma el mejor, es decir, <var>T</var> de 0,94 a 1,25. A una red demasiado segura de sí le ayuda una <var>T</var> algo mayor que 1.</p>
    <h3>¿Por qué se llama temperatura?</h3>
    <p>Ludwig Boltzmann descubrió en el siglo XIX con qué frecuencia están las partículas de un gas en un estado de energía <var>E</var>: en proporción a exp(−<var>E</var>&hairsp;/&hairsp;<var>kT</var>). Es nuestra fórmula, con el logit como una energía puesta del revés. En el frío, todas las partículas descansan en el estado más bajo, que es la búsqueda voraz; en el calor, todos los estados son igual de probables. La máquina de Boltzmann, de 1985, llevó la fórmula, con su nombre, a las redes neuronales.</p>
    <h3>Cortar la cola</h3>
    <p>La temperatura tiene una debilidad. Trata a los miles de palabras malas como a las pocas buenas, y aunque cada una sea muy improbable, juntas no lo son: un mal sorteo, y el texto ha perdido el hilo. Por eso la mayoría de los programas cortan la cola antes de sortear.</p>`,
  cutFallback: `<li>Top-k conserva las k palabras más probables.</li>
        <li>Top-p conserva las más probables hasta que juntas llegan a p.</li>
        <li>Min-p conserva lo que es al menos p veces tan probable como lo más probable.</li>`,

  alwaysTitle: '¿Hay que hacer esto siempre?',
  always: `<p>No, ni siquiera toda la función. Con <var>T</var> = 1 las líneas 3 a 5 no cambian nada, y bastaría un sorteo de <code>preds</code>: <code>np.random.choice(len(preds), p=preds)</code>. La búsqueda voraz no necesita nada de ello: <code>np.argmax(preds)</code>.</p>
    <p>Y el muestreo mismo es para cuando muchas respuestas son buenas y quieres una: un cuento, un nombre, una melodía, una réplica en una conversación. Donde hay una respuesta mejor, búscala. Una traducción, la transcripción de un discurso, el texto de una fotografía: nadie quiere que salgan distintas cada vez, y el texto más probable es una buena conjetura del correcto. Ahí la búsqueda voraz es rápida y suele bastar. Pero es corta de vista: la primera palabra más probable no tiene por qué comenzar la frase más probable. La <em>búsqueda en haz</em> mira más lejos. Conserva varios comienzos a la vez, continúa cada uno y vuelve a conservar los mejores.</p>`,
  beamFallback: 'Con JavaScript, una red real continúa aquí un comienzo de tres maneras y dice qué probable es cada una.',
  alwaysAfter: `<p>La búsqueda voraz tomó siempre el carácter más probable, y aun así la búsqueda en haz encuentra un texto mucho más probable. Pon la longitud en 120: ahora todo texto es menos probable, porque cada carácter más cuesta algo, pero la búsqueda en haz sigue por delante, con −68,49 frente a −93,41. Pon luego la anchura en 16: con más comienzos llega a −54,29, a base de frases que nunca desentonan. Para una traducción es una virtud. Para un cuento es un aburrimiento; el texto sorteado es mucho menos probable, como casi todo lo que vale la pena decir.</p>
    <p>La respuesta honesta, pues: busca donde hay una respuesta correcta, sortea donde hay muchas. Y si tu red puede terminar en logits, que termine así: entonces no hay nada que deshacer.</p>`,

  againTitle: 'El mismo texto otra vez',
  again: `<p>Una semilla es donde empiezan los números aleatorios. Con el mismo modelo, comienzo, ajustes y semilla, Lukewarm escribe el mismo texto, en todos los navegadores y en todas las máquinas, y <var>T</var> = 0 es exactamente la búsqueda voraz. Una semilla fija el sorteo, no la calidad: no hay semillas buenas, solo textos que te gustan por casualidad.</p>
    <p>En los grandes servidores ninguna de las dos cosas es exacta. Una petición se calcula junto con las de otras personas, en lotes cuyo tamaño cambia con la carga, y con el tamaño cambia el orden en que se suman los números. Cada orden redondea un poco distinto; de vez en cuando basta para intercambiar dos palabras casi igual de probables, y desde ahí el texto es otro. En <a href="https://thinkingmachines.ai/blog/defeating-nondeterminism-in-llm-inference/">un experimento de 2025</a>, 1000 peticiones a temperatura 0 dieron 80 textos distintos. Aquí cada suma se hace en un orden fijo.</p>`,

  sliderTitle: '¿Dónde está el control?',
  slider: `<p>Quizá hayas buscado la temperatura de un modelo grande y no la hayas encontrado. La están retirando:</p>
    <ul>
      <li>GPT-5, de OpenAI, respondía en agosto de 2025 que «<a href="https://github.com/tmc/langchaingo/issues/1355" lang="en">only the default (1) value is supported</a>»; los posteriores <a href="https://github.com/vercel/ai/issues/10932">aceptan otra solo cuando no razonan antes</a>.</li>
      <li>Google <a href="https://docs.cloud.google.com/vertex-ai/generative-ai/docs/start/gemini-3-prompting-guide">recomienda dejar Gemini 3 en 1</a>, porque más baja puede entrar en bucles, y sus bibliotecas han <a href="https://github.com/firebase/firebase-js-sdk/pull/10362">marcado el parámetro como obsoleto</a>.</li>
      <li>Claude, desde Opus 4.7, responde que <a href="https://github.com/cline/cline/issues/10572">la temperatura está obsoleta para este modelo</a>.</li>
      <li>El modelo integrado en Chrome <a href="https://github.com/webmachinelearning/prompt-api#configuration-of-sampling-modes">no hace caso de la temperatura de una página web</a> y toma en su lugar uno de cinco nombres; <a href="https://github.com/webmachinelearning/prompt-api/pull/210">se han propuesto dos más</a>.</li>
    </ul>
    <p>Esos modelos piensan mucho antes de responder, y aprendieron a hacerlo a una temperatura. Para ver qué hace el número necesitas un modelo que te deje moverlo; uno que funciona en tu propia máquina, como estos, te dejará siempre. No se ha publicado qué hay detrás de los nombres de Chrome; en los controles de aquí podrías probar:</p>`,
  modes: 'Los cinco modos de Chrome y una temperatura para probar aquí',
  mode: 'modo',
  sliderAfter: '<p>Estas temperaturas son nuestras, según lo que dice de cada modo la <a href="https://github.com/webmachinelearning/prompt-api#configuration-of-sampling-modes">explicación</a>, desde la regularidad estricta hasta la máxima diversidad.</p>',

  learnedTitle: 'De dónde vienen las probabilidades',
  learned: '<p>Del entrenamiento. Esta red tiene 21.009 pesos; al principio son números al azar, y así es también su texto. Paso a paso se le enseña un poco de Shakespeare, y cada peso se mueve de modo que el carácter siguiente habría sido algo más probable. Mueve el control: primero llegan las letras frecuentes y los espacios; luego, la longitud de las palabras, las líneas y los nombres en mayúsculas; por último, las palabras. El comienzo y la semilla son siempre los mismos.</p>',
  stagesFallback: 'Con JavaScript, una red escribe aquí tras 0, 30, 100, 300, 1000, 3000 y 10.000 pasos de entrenamiento.',
  weights: '<p>Lo que se mueve al entrenar no son más que números. Aquí están los 4491 de una red que ha leído nombres de pila, mientras escribe otros nuevos. De la letra que ha leído cuenta una sola columna; el estado, que guarda en 24 unidades, se multiplica por las otras dos matrices; la última da un logit para cada letra, y entonces llega <code>sample()</code>.</p>',
  weightsFallback: 'Con JavaScript, aquí se ve cada peso de una red mientras escribe.',

  checkTitle: 'Compruébalo',
  check: `<details>
      <summary>Una red da 0,7, 0,1 y 0,2. ¿Qué hace de 0,7 una temperatura de 0,5, y por qué?</summary>
      <p>0,907. Con <var>T</var> = 0,5 cada probabilidad se eleva al cuadrado: 0,49, 0,01, 0,04. Su suma es 0,54, y 0,49 / 0,54 = 0,907.</p>
    </details>
    <details>
      <summary>Alguien fija la semilla, obtiene siempre el mismo texto y concluye que la red diría siempre eso. ¿Es así?</summary>
      <p>No. La semilla fija un sorteo entre muchos. Con otra semilla, la misma red, con las mismas probabilidades, escribe otro texto; solo con <var>T</var> = 0 hay uno único.</p>
    </details>`,
  referencesTitle: 'Para seguir leyendo',
  end: 'Pruébalo con un texto entero: <a href="index.html">Lukewarm escribe</a> mientras mueves la temperatura. O da a una red <a href="train.html">un texto tuyo</a> y mira cómo aprende.',
};
