// Every sentence that a reader sees, in German: the same names as in en.js, which says where each stands. A noun after a
// number or a preposition is in the case that its sentences ask for, so a word may differ from part to part (Wörter, Wörtern).

/** @param {string | null} n @param {string} one @param {string} many */
const plural = (n, one, many) => (n === '1' ? one : many);

/** @type {typeof import('./en.js').temperature} */
export const temperature = {
  label: 'Temperatur',
  names: ['greedy', 'wiederholt sich', 'vorsichtig', 'etwas vorsichtig', 'wie gelernt', 'gewagt', 'ungezügelt', 'zerfällt'],
};

/** @type {typeof import('./en.js').text} */
export const text = {
  text: 'Erzeugter Text',
  noModel: 'Ein <lukewarm-text> braucht ein Modell: Sein Name oder seine Adresse gehört in das Attribut „model“.',
};

/** @type {typeof import('./en.js').frame} */
export const frame = {
  download: 'Modell wird geladen',
  reading: 'Der Anfang wird gelesen.',
  loaded: (loaded, total, percent) => `${loaded} von ${total}, ${percent} %`,
  figures: (characters, seconds, speed) => `${characters} Zeichen in ${seconds} s${speed && `, ${speed} pro Sekunde`}`,
  stopped: 'Angehalten.',
  finished: (text) => `Fertig. ${text}`,
  soFar: (characters) => `Bisher ${characters} Zeichen.`,
  same: 'Gleicher Seed und gleiche Einstellungen ergeben denselben Text.',
  greedy: 'Bei Temperatur 0 wird nichts gezogen: Jeder Seed ergibt diesen Text.',
};

/** @type {typeof import('./en.js').controls} */
export const controls = {
  controls: 'Was geschrieben wird',
  model: 'Modell',
  prompt: 'Anfang des Textes',
  ends: ['greedy', 'wie gelernt', 'wild'],
  generate: 'Neuer Text',
  same: 'Selber Seed',
  stop: 'Stopp',
  seed: 'Seed (Startwert)',
  seedNote: '„Neuer Text“ zieht einen anderen Seed; der Regler behält ihn und zeigt so, was allein die Temperatur tut.',
  length: (units) => `Länge in ${units}`,
  about: (n) => `etwa ${n}`,
  units: { char: 'Zeichen', byte: 'Bytes', word: 'Wörtern', other: 'Tokens' },
  undo: 'Rückgängig',
  copy: 'Text kopieren',
  copied: 'Text kopiert.',
  notCopied: 'Der Browser erlaubt dieser Seite das Kopieren nicht. Der Text lässt sich markieren und von Hand kopieren.',
  shade: 'Färben, was das Modell nicht erwartet hat',
  shades: 'Farbstufen: wie wahrscheinlich das Token für das Modell höchstens war',
  oneIn: (n) => `1 zu ${n}`,
  badSeed: 'Der Seed ist eine ganze Zahl von 0 bis 18446744073709551615.',
  badLength: 'Die Länge ist eine ganze Zahl von 0 bis 1.000.000.',
};

/** @type {typeof import('./en.js').page} */
export const page = {
  linkCopied: 'Link kopiert.',
  linkNotCopied: 'Der Browser erlaubt dieser Seite das Kopieren nicht. Der Link steht in der Adresszeile.',
};

/** @type {typeof import('./en.js').mistakes} */
export const mistakes = {
  known: {
    http: ['Das Modell ist nicht an seinem Ort.', 'Bitte ein anderes aus der Liste wählen oder es später noch einmal versuchen.'],
    'model-list-invalid': ['Die Liste der Modelle ist nicht lesbar.', 'Die Website ist unvollständig oder wird gerade geändert: bitte später noch einmal versuchen.'],
    'no-model': ['Der Link verlangt ein Modell, das es hier nicht gibt.', 'Bitte eines aus der Liste wählen.'],
    'file-truncated': ['Die Modelldatei ist unvollständig.', 'Ein Teil ging bei der Übertragung verloren: bitte noch einmal versuchen.'],
    'file-corrupt': ['Die Modelldatei ist beschädigt.', 'Bitte noch einmal versuchen; wenn das nicht hilft, ein anderes Modell wählen.'],
    'file-unsupported': ['Die Modelldatei gehört zu einer anderen Version dieser Seite.', 'Bitte die Seite neu laden oder ein anderes Modell wählen.'],
    'wasm-missing': ['Ein Teil des Programms konnte nicht geladen werden.', 'Bitte noch einmal versuchen; wenn das nicht hilft, die Seite neu laden.'],
    'wasm-unavailable': ['Dieser Browser kann das Netz nicht ausführen: Ihm fehlt WebAssembly.', 'Nötig ist Chrome oder Edge 100, Firefox 97, Safari 16.4 oder neuer.'],
    'wasm-no-simd': ['Dieser Browser kann das Netz nicht ausführen: Seinem WebAssembly fehlt SIMD.', 'Nötig ist Chrome oder Edge 100, Firefox 97, Safari 16.4 oder neuer.'],
    'wasm-blocked': ['Dieser Browser kann das Netz nicht ausführen: WebAssembly ist hier gesperrt.', 'Eine Einstellung, eine Erweiterung oder die Richtlinie der Seite verbietet es (die Richtlinie braucht ‚wasm-unsafe-eval‘).'],
    'version-mismatch': ['Es gibt eine neuere Version dieser Seite.', 'Bitte die Seite neu laden.'],
    'engine-stopped': ['Das Programm hat nach einem Fehler angehalten.', 'Bitte noch einmal versuchen: Es startet dann neu.'],
    'out-of-memory': ['Der Speicher reicht nicht aus.', 'Bitte andere Seiten schließen, ein kleineres Modell oder einen kürzeren Text wählen und es noch einmal versuchen.'],
  },
  notTaken: (list) => `Nicht übernommen wie angegeben: ${list}.`,
  wrong: (given, used) => `„${given}“ (es gilt ${used})`,
  unknown: (given) => `„${given}“ (diese Einstellung gibt es nicht)`,
  noCors: (host) => [`Das Modell liegt auf ${host}; dieser Seite ist nicht erlaubt, es zu lesen.`,
    'Jene Website muss den Header „Access-Control-Allow-Origin: *“ senden. Ihre embed.html funktioniert in einem iframe auch ohne ihn.'],
  noName: (name, nearest) => [`Ein Modell „${name}“ gibt es hier nicht.`, `Ist „${nearest}“ gemeint?`],
};

/** @type {typeof import('./en.js').failures} */
export const failures = {
  network: ['Die Verbindung ist abgebrochen.', 'Bitte die Verbindung prüfen und es noch einmal versuchen.'],
  other: ['Etwas ist schiefgegangen.', 'Bitte noch einmal versuchen oder die Seite neu laden.'],
  unknown: (list) => `Das kennt dieses Modell nicht: ${list}.`,
  readAs: (from, to) => `„${from}“ (gelesen als „${to}“)`,
  skipped: (from) => `„${from}“ (übersprungen)`,
  more: (n) => `und ${n} weitere`,
};

/** @type {typeof import('./en.js').panel} */
export const panel = {
  noText: 'Dieses Element gehört zu einem <lukewarm-text>: Dessen id muss in „for“ stehen.',
  retry: 'Noch einmal versuchen',
};

/** @type {typeof import('./en.js').about} */
export const about = {
  cells: { lstm: 'ein LSTM-Netz', gru: 'ein GRU-Netz', rnn: 'ein einfaches rekurrentes Netz', bidirectional: 'ein bidirektionales Netz', other: 'ein rekurrentes Netz' },
  units: { char: 'Zeichen', byte: 'Bytes', word: 'Wörter', other: 'Tokens' },
  network: (name, kind, units, size) => `„${name}“ ist ${kind} mit ${units} Einheiten, insgesamt ${size}.`,
  knows: (n, units) => `Es kennt ${n} ${units}.`,
  read: (data) => `Es hat gelesen: ${data}.`,
  loss: (split, loss, units) =>
    `Auf Text, den es nicht kannte (${split}), beträgt der Verlust (Loss) im Mittel über alle ${units} ${loss} Nat; weniger ist besser.`,
  license: (license) => `Lizenz: ${license}.`,
};

/** @type {typeof import('./en.js').inspector} */
export const inspector = {
  cursor: 'Der Text, Token für Token: Eingabetaste zeigt, was sonst hätte kommen können',
  panel: 'Was sonst hätte kommen können',
  head: (token, probability, bits, _n) => [`„${token}“ hatte die Wahrscheinlichkeit `, probability, ', eine Überraschung von ', bits, ' Bit.'],
  greedy: 'Greedy: Das Wahrscheinlichste wird genommen, gezogen wird nicht.',
  takenGreedy: (token) => `Von Hand gewählt; am wahrscheinlichsten war „${token}“.`,
  drawn: (uniform, token) => ['Gezogen mit ', uniform, `; auf der Linie aller Wahrscheinlichkeiten, in der Reihenfolge des Vokabulars, trifft das „${token}“.`],
  taken: (uniform, token) =>
    ['Von Hand gewählt. Gezogen war ', uniform, `; auf der Linie aller Wahrscheinlichkeiten, in der Reihenfolge des Vokabulars, trifft das „${token}“.`],
  arrow: 'Wahrscheinlichkeit laut Modell → nach der Temperatur.',
  more: (n) => plural(n, 'Ein weiteres ist nicht gezeigt.', `${n} weitere sind nicht gezeigt.`),
  choose: 'Wer ein anderes wählt, lässt den Text ab dort neu schreiben.',
  tooFar: (n) => `Das geht bis zum Token Nummer ${n}: Für spätere würde es zu lange dauern, den Text noch einmal zu schreiben.`,
};

/** @type {typeof import('./en.js').training} */
export const training = {
  fewSeconds: 'einige Sekunden',
  aboutSeconds: (n) => `etwa ${n} Sekunden`,
  aboutMinute: 'etwa eine Minute',
  aboutMinutes: (n) => `etwa ${n} Minuten`,
  aboutHour: 'etwa eine Stunde',
  aboutHours: (n) => `etwa ${n} Stunden`,
  seconds: (seconds) => `${seconds} s`,
  minutes: (minutes, seconds) => `${minutes} min ${seconds} s`,

  reading: 'Der Text wird gelesen …',
  counted: (characters, distinct) => `${characters} Zeichen, davon ${distinct} ${plural(distinct, 'verschiedenes', 'verschiedene')}.`,
  cut: (characters) => ` Längere Texte werden gekürzt: ${plural(characters, 'Das letzte Zeichen fällt', `Die letzten ${characters} fallen`)} weg.`,
  shortText: (characters) => `Das ist ein kurzer Text. Bei ${characters} Zeichen lernt ein Netz eher den Text auswendig als die Sprache: Es wird Stücke daraus schreiben, durcheinander. Besser sind 100.000 oder mehr.`,
  tooShort: 'Dieser Text reicht zum Lernen nicht aus. Bitte mehr davon einfügen: mindestens einige tausend Zeichen.',

  modelOf: (model, many) => `${model}, liest ${many}`,
  loadingModel: (percent) => `Das Modell wird geladen: ${percent}`,
  measuring: 'Die Geschwindigkeit dieses Geräts wird gemessen …',
  estimate: (time) => `Das dauert auf diesem Gerät ${time}.`,
  size: (units, weights) => `${units} ${plural(units, 'Einheit', 'Einheiten')}, ${weights} Gewichte`,
  notNumber: (setting, from, to, typed) => `${setting}: Hier sollte eine Zahl von ${from} bis ${to} stehen, nicht „${typed}“.`,
  notWhole: (setting, from, to, typed) => `${setting}: Hier sollte eine ganze Zahl von ${from} bis ${to} stehen, nicht „${typed}“.`,
  cannotRead: (share) => `Dieses Modell kann diesen Text nicht lesen: ${share} davon kennt es nicht, und sein Verlust auf dem Rest sagt nichts. Bitte ein anderes Modell wählen oder ein Netz, das noch nichts weiß. `,
  unknownCharacters: (unknown, distinct, examples, share) => `Von den ${distinct} verschiedenen Zeichen des Textes kennt es ${unknown} nicht: ${examples}.${share && ` ${plural(unknown, 'Es macht', 'Sie machen')} ${share} des Textes aus und ${plural(unknown, 'wird', 'werden')} übersprungen.`}`,
  unknownWords: (unknown, distinct, examples, share) => `Von den ersten ${distinct} verschiedenen Wörtern des Textes kennt es ${unknown} nicht: ${examples}. Das sind ${share} des Textes, die es alle als ein einziges unbekanntes Wort liest und schreibt.`,
  quoted: (token) => `„${token}“`,
  readAs: (from, to) => `„${from}“ (gelesen als „${to}“)`,
  andMore: (examples, others) => `${examples} und ${others} weitere`,

  phases: { running: 'Training läuft', paused: 'Pausiert', stopped: 'Angehalten', done: 'Fertig', diverged: 'Divergiert' },
  troubles: { tooLarge: 'die Schritte sind zu groß', tooSmall: 'die Schritte sind zu klein', byHeart: 'es lernt auswendig' },
  inAll: (time) => `insgesamt ${time}`,
  epochOf: (epoch, epochs) => `Epoche ${epoch} von ${epochs}`,
  perSecond: (characters) => `${characters} Zeichen pro Sekunde`,
  left: (time) => `noch ${time}`,
  facts: (weights, learned, many) => `${weights} Gewichte; liest zum Lernen ${learned} ${many}`,
  heldOut: (facts, held) => `${facts} und wird an ${held} ${plural(held, 'weiteren gemessen, aus dem', 'weiteren gemessen, aus denen')} es nie lernt.`,
  reach: (epoch) => `Epoche ${epoch}`,
  pause: 'Pause',
  resume: 'Fortsetzen',
  after: (time) => `nach ${time}`,

  units: { char: ['Zeichen', 'Zeichen'], byte: ['Byte', 'Bytes'], word: ['Wort', 'Wörter'] },
  manyMore: 'mehr als eine Milliarde',
  losses: ['Verlust beim Training', 'Verlust auf dem zurückgehaltenen Teil'],
  loss: (name, loss, among, one, many) => `${name}: ${loss} Nat je ${one}, so unsicher, als ${plural(among, 'käme', 'kämen')} jedes Mal ${among} ${plural(among, one, many)} gleichermaßen in Frage.`,
  blindGuessing: (among) => ` Beim blinden Raten sind es ${among}.`,
  levels: { guess: 'blindes Raten', frequencies: 'Raten nach Häufigkeit' },
  curve: 'Verlustkurve.',
  fromTo: (name, from, to) => ` ${name}: von ${from} bis ${to}.`,
  guessLoss: (loss) => ` Blindes Raten: ${loss}.`,

  verdicts: {
    worseThanGuessing: ({ guess, rate }) => `Die Schritte sind zu groß: Das Netz liegt jetzt öfter falsch als blindes Raten (${guess}). Am besten anhalten und mit einer kleineren Lernrate neu trainieren, etwa ${rate}.`,
    forgets: ({ rate }) => `Die Schritte sind zu groß: Das Netz vergisst mehr, als es lernt. Wenn sich das nicht von selbst gibt, am besten mit einer kleineren Lernrate neu trainieren, etwa ${rate}.`,
    learnsByHeart: () => 'Das Netz lernt den Text jetzt auswendig: Was es gelesen hat, fällt ihm leichter, was es nicht gelesen hat, schwerer. Sein bester Stand davor ist aufgehoben, das Training kann also enden. Mehr Text hilft, oder weniger Epochen, oder mehr Dropout.',
    guesses: ({ rate }) => `Die Schritte sind zu klein: Das Netz rät noch fast blind. Am besten anhalten und mit einer größeren Lernrate neu trainieren, etwa ${rate}.`,
    frequencies: ({ one, many }) => `Bisher weiß das Netz, welche ${many} häufig sind, aber nicht, welches ${one} auf welches folgt.`,
    frequenciesTooSmall: ({ one, many, rate }) => `Bisher weiß das Netz, welche ${many} häufig sind, aber nicht, welches ${one} auf welches folgt. Vielleicht sind die Schritte zu klein: Eine Lernrate von ${rate} ist einen Versuch wert.`,
    frequenciesTooLarge: ({ one, many, rate }) => `Bisher weiß das Netz, welche ${many} häufig sind, aber nicht, welches ${one} auf welches folgt. Vielleicht sind die Schritte zu groß: Eine Lernrate von ${rate} ist einen Versuch wert.`,
    diverged: ({ rate }) => `Die Schritte sind zu groß: Der Verlust ist keine Zahl mehr. Am besten mit einer kleineren Lernrate neu trainieren, etwa ${rate}.`,
    divergedLater: ({ rate }) => `Die Schritte sind zu groß: Der Verlust ist keine Zahl mehr. Die besten Gewichte davor sind aufgehoben. Am besten mit einer kleineren Lernrate neu trainieren, etwa ${rate}.`,
    unmeasured: () => 'Das Training wurde vor der ersten Messung angehalten: Aufgehoben sind die Gewichte, wie sie sind.',
    nothingHeldOut: () => 'Es wurde nichts zurückgehalten, daher ist unbekannt, wie gut das Netz mit Text umgeht, den es nicht gelesen hat.',
    knewByHeart: ({ epoch }) => `Ab Epoche ${epoch} hat das Netz den Text auswendig gelernt: Aufgehoben sind die Gewichte dieser Epoche, die mit ungelesenem Text am besten zurechtkommen. Am meisten würde ein längerer Text helfen.`,
    knewLongTextByHeart: ({ epoch }) => `Ab Epoche ${epoch} hat das Netz den Text auswendig gelernt: Aufgehoben sind die Gewichte dieser Epoche, die mit ungelesenem Text am besten zurechtkommen. Mehr Dropout würde helfen.`,
    wasImproving: () => 'Das Netz wurde noch besser, als das Training angehalten wurde.',
    overfits: () => 'Das Netz kennt gelesenen Text viel besser als ungelesenen: Ein längerer Text würde helfen, oder mehr Dropout.',
    moreToLearn: () => 'Mit ungelesenem Text kommt das Netz so gut zurecht wie mit gelesenem, es gibt also noch mehr zu lernen: Mehr Epochen oder ein größeres Netz brächten es weiter.',
    learned: () => 'Das Netz hat ungefähr gelernt, was ein Netz dieser Größe aus diesem Text lernen kann.',
  },

  writes: 'Was es schreibt',
  writesNow: 'Was es jetzt schreibt',
  sameWeights: 'Das trainiert dasselbe Netz: dieselben Gewichte, Bit für Bit.',
  sameToTheEnd: (step, steps) => `Das trainiert dasselbe Netz bis zum Ende, über genau dieselben Gewichte: Hier kam es bis Schritt ${step} von ${steps}.`,
  copied: { text: 'Text kopiert.', embed: 'Code kopiert.', command: 'Befehl kopiert.' },
  notCopied: 'Der Browser erlaubt dieser Seite das Kopieren nicht. Der Text lässt sich markieren und von Hand kopieren.',

  failures: {
    'text-not-utf8': 'Das ist kein reiner Text in UTF-8, oder er ist beschädigt. Bitte als reinen Text (.txt) in UTF-8 speichern oder den Text kopieren und einfügen.',
    'worker-failed': 'Das Training ist ausgefallen. Bitte die Seite neu laden: Was zuletzt gespeichert wurde, ist noch da.',
  },
};

/** @type {typeof import('./en.js').start} */
export const start = {
  newer: 'Es gibt eine neuere Version dieser Seite.',
  load: 'Neue Version laden',
  missing: 'Ein Teil dieser Seite wurde nicht geladen.',
  again: 'Seite neu laden',
  file: 'Ein Browser führt diese Seite nicht aus einer Datei aus. Diese hier, die alles enthält, schon:',
};

const token = { char: 'Zeichen', byte: 'Byte', word: 'Wort', other: 'Token' };
const tokens = { char: 'Zeichen', byte: 'Bytes', word: 'Wörter', other: 'Tokens' };

/** @type {typeof import('./en.js').likelihood} */
export const likelihood = {
  intro: 'Zu einem Text sagt das Modell, wie gut es jeden Teil aus dem hätte erraten können, was davor steht.',
  text: 'Der Text',
  take: 'Oder:',
  above: 'Der Text von oben',
  examples: { char: 'Ein paar Verse von Shakespeare', word: 'Ein einfacher Satz' },
  shuffled: 'Dieselben Wörter, gemischt',
  limit: (scored, left) => `Bewertet werden die ersten ${scored} Zeichen; ${plural(left, 'das eine', `die ${left}`)} danach nicht.`,
  verdict: (bits, perplexity) => `${bits} Bit pro Zeichen, Perplexität ${perplexity}.`,
  token, tokens,
  comparison: (n, tokens, token, bits) =>
    'Ein Bit pro Zeichen ist im Mittel eine Ja-Nein-Frage, die zu beantworten ist, bevor das nächste Zeichen feststeht; ' +
    `wer nichts wüsste, als dass das Modell ${n} ${tokens} kennt, käme auf ${bits}. Die Perplexität sagt dasselbe als Anzahl: ` +
    `Bei jedem ${token} war das Modell so unsicher wie zwischen so vielen gleich wahrscheinlichen.`,
  perToken: (bits, token, perCharacter) => `${bits} pro ${token}, hier also ${perCharacter} pro Zeichen`,
  unknownWord: 'Ein solches Wort zählt wie jedes unbekannte Wort; das ist leichter zu erraten als das Wort selbst.',
  nothing: 'Von diesem Text kennt das Modell nichts.',
  shaded: 'Jedes Token, und wie überraschend es war',
  expected: 'erwartet',
  most: (bits) => `${bits} Bit oder mehr`,
  bits: (bits) => `${bits} Bit`,
  value: (token, p, rank, n, bits) => `„${token}“: Wahrscheinlichkeit ${p}; Rang ${rank} von ${n}; ${bits} Bit`,
  surprising: 'Was es am meisten überrascht hat',
};

/** @type {typeof import('./en.js').properties} */
export const properties = {
  line: 'Position in der Zeile',
  break: 'direkt nach einem Zeilenumbruch',
  name: 'im Namen einer sprechenden Figur',
  word: 'bisherige Länge des Wortes',
  space: 'direkt nach einem Leerzeichen',
  capital: 'Großbuchstabe',
  capitalized: 'großgeschriebenes Wort',
  vowel: 'Vokal',
  sentence: 'bisherige Länge des Satzes',
  end: 'direkt nach einem Satzende',
  letters: 'Anzahl der Buchstaben im Wort',
  mark: 'Satzzeichen',
  quotes: 'zwischen Anführungszeichen',
  parentheses: 'zwischen Klammern',
};

/** @type {typeof import('./en.js').activations} */
export const activations = {
  intro: 'Jede Zeile ist eine Einheit des Netzes, jede Spalte ein Schritt des Textes: warm, wo der Wert der Einheit über null liegt, ' +
    'kalt, wo er darunter liegt. Einigen Einheiten sieht man an, dass sie zählen oder auf etwas warten; die meisten bedeuten nichts, was sich benennen ließe.',
  layer: 'Schicht',
  layerOf: (n, all) => `${n} von ${all}`,
  part: 'Größe',
  parts: {
    state: 'Zellzustand c', hidden: 'verborgener Zustand h', input: 'Input-Gate i', forget: 'Forget-Gate f', output: 'Output-Gate o',
    reset: 'Reset-Gate r', update: 'Update-Gate z', candidate: { lstm: 'Kandidat g', gru: 'Kandidat n' },
  },
  unit: 'Einheit',
  unitOf: (n) => `Einheit ${n}`,
  map: 'Heatmap: die Einheiten von oben nach unten, der Text von links nach rechts',
  shaded: 'Der Text, gefärbt nach dieser Einheit',
  token, tokens,
  value: (unit, token, n, text, value) => `Einheit ${unit} nach ${token} ${n}, „${text}“: ${value}`,
  noText: 'Es gibt noch keinen Text.',
  extent: (units, n, token, tokens, isCut) => `${units} ${plural(units, 'Einheit', 'Einheiten')} über ${isCut ? 'die ersten ' : ''}${n} ${plural(n, token, tokens)} des Textes. Die Einheiten sind ab 0 nummeriert.`,
  unbounded: 'Der Zellzustand hat keine Grenzen: Jede Einheit ist bis zu ihrem eigenen größten Wert gefärbt.',
  table: 'Ihre Werte als Tabelle',
  values: 'Die Werte der Einheit',
  after: 'Nach',
  valueHead: 'Wert',
  follow: 'Welche Einheiten folgen dem Text?',
  property: 'Gesuchte Eigenschaft',
  writing: 'Das Modell schreibt dafür eine Probe.',
  absent: (property) => `„${property}“ kommt in der Probe nicht vor, also lässt sich darüber nichts sagen.`,
  weak: (r) => `Keine Einheit folgt dem eng: Die beste hat r = ${r}.`,
  method: (n, tokens, prompt, temperature, seed) =>
    'r ist die Korrelation einer Einheit mit der Eigenschaft: 1 im Gleichlauf, −1 gegenläufig, 0 keines von beiden. ' +
    `Berechnet wird sie hier, über ${n} ${tokens}, die das Modell eigens dafür geschrieben hat, nach „${prompt}“ bei Temperatur ${temperature} mit Seed ${seed}.`,
  missing: (list) => `Darin nicht gefunden: ${list}.`,
};

/** @type {typeof import('./en.js').samplers} */
export const samplers = {
  sliders: {
    topK: ['top-k', 'Nur so viele der wahrscheinlichsten können kommen.'],
    topP: ['top-p', 'Nur die wahrscheinlichsten, die zusammen diesen Anteil der Wahrscheinlichkeit haben: wenige, wo das Modell sicher ist, viele, wo nicht.'],
    minP: ['min-p', 'Nur solche, die mindestens diesen Bruchteil der Wahrscheinlichkeit des wahrscheinlichsten haben.'],
    typicalP: ['typical-p', 'Nur die typischsten, die zusammen diesen Anteil haben: Das allzu Naheliegende fällt ebenso weg wie das allzu Abwegige.'],
    repetitionPenalty: ['repetition penalty', 'Benachteiligt Tokens, die schon vorkamen: Ein Logit über 0 wird durch diese Zahl geteilt, einer unter 0 mit ihr multipliziert.'],
    presencePenalty: ['presence penalty', 'Zieht diese Zahl vom Logit jedes Tokens ab, das schon vorkam, nur einmal.'],
    frequencyPenalty: ['frequency penalty', 'Zieht diese Zahl für jedes Vorkommen vom Logit eines Tokens ab: für Wörter gedacht, für Buchstaben streng.'],
  },
  off: 'aus',
  order: 'Die Temperatur wirkt',
  orders: { 'temperature-first': 'vor dem Auswählen, wie in Keras', 'temperature-last': 'nach dem Auswählen, wie in llama.cpp' },
  orderNote: 'Davor: Eine hohe Temperatur kann Unwahrscheinliches in die Auswahl heben. Danach: Was weggefallen ist, bleibt weg.',
  together: 'Alle zusammen: woraus gezogen wird; die Marken sind die Wahrscheinlichkeiten des Modells',
  reset: 'Alle ausschalten',
  units: { char: 'Zeichen', byte: 'Bytes', word: 'Wörtern', other: 'Tokens' },
  keeps: (n, all, units) => `Behält ${n} von ${all} ${units}.`,
  lowers: (n, all, units) => `Macht ${n} von ${all} ${units} weniger wahrscheinlich.`,
  kept: (n, all, units, percent) => `${n} von ${all} ${units} ${plural(n, 'kann kommen; für das Modell hat es', 'können kommen; für das Modell haben sie')} ${percent} der Wahrscheinlichkeit.`,
  place: (text) => `Die Bilder zeigen, was nach „${text}“ kommen kann, das Wahrscheinlichste zuerst.`,
  greedy: 'Bei Temperatur 0 wird immer das Wahrscheinlichste genommen, was auch wegfällt; die Bilder gelten für Temperatur 1.',
};

/** @type {typeof import('./en.js').exporting} */
export const exporting = {
  inPage: 'Auf einer eigenen Seite',
  onSlide: 'Auf einer Folie: was als Nächstes kommt',
  after: 'nach',
  places: { word: 'dem letzten ganzen Wort des Textes', text: 'dem Text', prompt: 'seinem Anfang' },
  svg: 'SVG herunterladen',
  png: 'PNG herunterladen',
  picture: (text, temperature) => `Was nach „${text}“ bei Temperatur ${temperature} kommt`,
  question: (text) => `Was kommt nach „${text}“?`,
  model: (name, n, all) => `${name}, ein Netz im Browser: die ${n} wahrscheinlichsten von ${all}`,
  drawn: (temperature) => `woraus gezogen wird, T = ${temperature}`,
  greedy: 'was genommen wird, T = 0, greedy',
  learned: 'gelernt',
};

/** @type {typeof import('./en.js').figure} */
export const figure = {
  embed: 'Abbildung einbetten',
  prompt: 'Das Modell hat gelesen',
  seed: 'Seed',
  another: 'Neu ziehen',
};

/** @type {typeof import('./en.js').temperatures} */
export const temperatures = {
  label: 'Qualität gegen Vielfalt bei mehreren Temperaturen',
  columns: 'Temperaturen nebeneinander',
  intro: 'Ein Anfang und ein Seed, bei mehreren Temperaturen. Greedy dreht sich der Text bald im Kreis; bei der höchsten Temperatur ergibt er bald keinen Sinn mehr.',
  prompt: 'Anfang aller Texte',
  seed: 'Seed (Startwert)',
  use: 'Diese Temperatur nehmen',
  used: 'Oben eingestellt',
  textAt: (temperature) => `Ein Text bei Temperatur ${temperature}`,
  measures: { entropy: 'Entropie', surprise: 'Überraschung', repetition: 'Wiederholung', quality: 'Qualität', variety: 'Vielfalt' },
  bits: (n) => `${n} Bit`,
  runs: { char: 'sechs Zeichen', byte: 'sechs Bytes', word: 'drei Wörtern', other: 'vier Tokens' },
  units: { char: 'Zeichen', byte: 'Byte', word: 'Wort', other: 'Token' },
  note: (runs) =>
    `Entropie: wie unentschieden das Modell im Mittel vor jedem Token war; Überraschung: wie unwahrscheinlich für das Modell war, was gezogen wurde; beides vor der Temperatur, in Bit. Wiederholung: wie viele Folgen von ${runs} im Text schon vorher vorkamen.`,
  about: (runs) =>
    `Qualität: die mittlere Log-Wahrscheinlichkeit, die das Modell bei Temperatur 1 einem Token des Textes gibt. Vielfalt: der Anteil der Folgen von ${runs}, die im Text vorher nicht vorkamen.`,
  seeds: (n) => `Gemessen an ${n} Texten je Temperatur; gezeigt ist der erste.`,
  line: (loss, unit) => `Die gestrichelte Linie ist Text, den Menschen geschrieben haben und den das Netz nie gelesen hat: −${loss} Nat je ${unit}.`,
  written: 'von Menschen geschrieben',
  axis: (name, from, to) => `${name}, ${from} bis ${to}`,
  finished: (n) => plural(n, 'Der Text ist fertig.', `Die Texte bei ${n} Temperaturen sind fertig.`),
};

/** @type {typeof import('./en.js').words} */
export const words = {
  toy: ['Katze', 'Hund', 'Frosch'],
  probabilities: 'Wahrscheinlichkeiten',
  probability: (word) => `Wahrscheinlichkeit von ${word}`,
  notRead: (part) => `„${part}“ wurde nicht gelesen: Ein Wort und seine Wahrscheinlichkeit schreibt man „cat 0.7“, mit Kommas dazwischen.`,
  notNumber: 'Eine Wahrscheinlichkeit ist eine Zahl ab 0.',
  allZero: 'Eine davon muss über 0 liegen.',
  one: 'Zusammen 1.',
  notOne: (sum) => `Zusammen ${sum}, nicht 1: Vor Gebrauch wird durch die Summe geteilt.`,
};

/** @type {typeof import('./en.js').beam} */
export const beam = {
  label: 'Greedy-Suche, Beam Search und Sampling',
  caption: 'Die Log-Wahrscheinlichkeit eines Textes ist die Summe derer seiner Tokens: je näher an 0, desto wahrscheinlicher.',
  titles: { greedy: 'Greedy: Token für Token das wahrscheinlichste', beam: 'Beam Search: der wahrscheinlichste von mehreren', sampled: 'Sampling bei Temperatur 1' },
  prompt: 'Anfang aller Texte',
  width: 'Breite',
  length: 'Länge',
  logProbability: (value) => `Log-Wahrscheinlichkeit ${value}`,
  limits: 'Breite: eine ganze Zahl von 1 bis 16. Länge: 1 bis 200.',
  nothing: 'Beam Search findet hier nichts Wahrscheinlicheres als die Greedy-Suche.',
  times: (greedy, sampled) =>
    ['Der Text der Beam Search ist ', greedy, '-mal so wahrscheinlich wie der der Greedy-Suche und ', sampled, '-mal so wahrscheinlich wie der gezogene.'],
};

/** @type {typeof import('./en.js').distribution} */
export const distribution = {
  label: 'Wahrscheinlichkeiten vor und nach der Temperatur',
  caption: 'Der Strich zeigt die Wahrscheinlichkeit, die das Netz angab, der Balken, was die Temperatur daraus macht.',
  others: (n, share) => plural(n, `Ein weiteres hat ${share}.`, `${n} weitere haben zusammen ${share}.`),
};

/** @type {typeof import('./en.js').draw} */
export const draw = {
  label: 'Einmal ziehen und tausendmal ziehen',
  caption: 'Oben die Linie und die Stelle, auf die der Zeiger fiel. Darunter, wie oft jedes Wort gezogen wurde und wie oft es zu erwarten ist.',
  atOnce: 'oder direkt:',
  temperature: (temperature) => `Temperatur ${temperature}`,
  one: 'Einmal ziehen',
  thousand: 'Tausendmal ziehen',
  nothing: 'Noch nichts gezogen.',
  fell: (uniform, word, oneHot) => ['Der Zeiger fällt auf ', uniform, ', in den Teil von ', word, ': ', oneHot, '.'],
  draws: (n, counts) => [n, ` ${plural(n.textContent, 'Ziehung', 'Ziehungen')}. ${counts.join(', ')}.`],
  count: (word, n) => `${word} ${n}`,
  drawing: 'Tausend werden gezogen …',
  drawnOf: (drawn, expected) => `${drawn}, erwartet ${expected}`,
};

/** @type {typeof import('./en.js').greedy} */
export const greedy = {
  label: 'Greedy-Suche und Sampling nebeneinander',
  caption: 'Der Text der Greedy-Suche ist jedes Mal derselbe. Unterstrichen: ein Teil, der immer wiederkehrt.',
  temperature: 'Temperatur des Samplings',
  prompt: 'Anfang beider Texte',
  titles: { greedy: 'Greedy: immer das wahrscheinlichste', sampled: 'Sampling: gezogen nach den Wahrscheinlichkeiten' },
  after: 'nach',
  wordAfter: (word, before) => `${word} nach ${before}`,
  token, tokens,
  noLoop: 'Keine Schleife.',
  loopOfOne: (start, token, _tokens) => `Ab ${token} ${start} immer wieder dasselbe ${token}.`,
  loop: (start, token, tokens, period) => `Ab ${token} ${start} immer wieder dieselben ${period} ${tokens}.`,
};

/** @type {typeof import('./en.js').pitfalls} */
export const pitfalls = {
  label: 'Was in sample() schiefgehen kann',
  caption: 'Dieselbe Temperatur, einmal mit der Hilfsfunktion auf Wahrscheinlichkeiten, einmal mit Softmax auf Logits, hier in den Genauigkeiten von NumPy gerechnet; die letzte Stelle kann abweichen.',
  choice: 'Was schiefgeht',
  kinds: {
    zero: ['Eine Null', 'Die Softmax-Funktion des Netzes rechnet in einfacher Genauigkeit, und dort ist exp(−110) gleich 0. log 0 ist −∞, mit einer Warnung, und exp macht daraus wieder 0: „Frosch“ ist bei jeder Temperatur verloren. In den Logits ist das Wort noch da.'],
    sum: ['Eine Summe über 1', 'Ohne astype(\'float64\') bleibt das Array in einfacher Genauigkeit, und multinomial, das in doppelter Genauigkeit addiert, findet mehr als 1.'],
    tiny: ['Eine winzige Temperatur', 'Jedes exp wird durch Unterlauf zu 0 und damit auch die Summe: 0 / 0 ist keine Zahl. Zieht man zuerst den größten Logit ab, so ist ein exp gleich exp(0) = 1, bei jeder Temperatur.'],
  },
  logit: (word) => `Logit von ${word}`,
  logits: 'Logits',
  over: (error, excess) => `${error} (um ${excess})`,
  draws: 'Daraus zieht multinomial.',
  onLogits: 'auf den Logits',
  largest: 'z − größter',
  always: 'Immer Wahrscheinlichkeiten: Die Summe ist mindestens 1, also wird nie durch 0 geteilt.',
};

/** @type {typeof import('./en.js').sampleSteps} */
export const sampleSteps = {
  label: 'sample(), Zeile für Zeile',
  caption: 'Alle Stellen eines Arrays zeigen sich, wenn der Mauszeiger darauf steht oder die Tabulatortaste dorthin führt.',
  notes: {
    asarray: 'Die Wahrscheinlichkeiten des Netzes, in doppelter Genauigkeit.',
    logs: 'Der Logarithmus macht das exp der Softmax-Funktion rückgängig: Das sind wieder die Logits, alle um dieselbe Konstante kleiner.',
    scaled: 'Die Logits, geteilt durch T. Unter 1 werden die Abstände zwischen ihnen größer, über 1 kleiner.',
    exps: 'exp macht sie wieder positiv.',
    preds: 'Geteilt durch ihre Summe: wieder Wahrscheinlichkeiten. Der Strich zeigt, wo jede anfangs lag.',
    probas: 'Eine Ziehung, ein Wort: an seinem Platz eine 1, sonst 0.',
    divided: 'Die Wahrscheinlichkeiten selbst, geteilt durch T.',
    log: 'exp von Wahrscheinlichkeiten: Bei T = 1 ist keines größer als das e = 2,718-Fache eines anderen.',
    index: 'Der Platz des größten Werts, also der 1: der Index des Wortes.',
  },
  array: (line) => `Das Array nach ${line}`,
  draw: 'Noch einmal ziehen',
  logits: 'Die Logits daneben zeigen',
  refuses: (error) => ['NumPy lehnt ab: ', error],
  without: 'Weglassen',
  kinds: { '': 'nichts', log: 'np.log', 'log-exp': 'np.log und np.exp' },
  numpy: 'wie NumPy nach np.random.seed',
  fell: (uniform) => [': Der Zeiger fiel auf ', uniform],
};

/** @type {typeof import('./en.js').logits} */
export const logits = {
  constant: 'Eine Konstante, zu jedem Logit addiert',
  fails: 'Wo die Hilfsfunktion versagt, liefern die Logits noch ein Ergebnis.',
  atMost: (gap) => `Die letzten drei Zeilen unterscheiden sich um höchstens ${gap}: Sie sind dasselbe.`,
};

/** @type {typeof import('./en.js').stages} */
export const stages = {
  label: 'Was das Netz nach immer mehr Training schreibt',
  caption: 'Balken: der Verlust auf Text, aus dem es nicht gelernt hat, in Nat je Zeichen.',
  steps: 'Trainingsschritte',
};

/** @type {typeof import('./en.js').weights} */
export const weights = {
  label: 'Jedes Gewicht eines kleinen Netzes, während es schreibt',
  caption: 'Warm: über 0, kalt: darunter; die letzten Spalten sind Biaswerte. Umrandet: der gelesene Buchstabe, die aktivste Einheit, der gezogene Buchstabe. Ein Gewicht anklicken oder die Pfeiltasten benutzen.',
  maps: ['Gelesener Buchstabe → Gates', 'Verborgener Zustand → Gates', 'Verborgener Zustand → nächster Buchstabe', 'Verborgener Zustand, Buchstabe für Buchstabe'],
  play: 'Schreiben', pause: 'Anhalten', once: 'Ein Buchstabe',
  gates: ['Reset-Gate r', 'Update-Gate z', 'Kandidat n'],
  bias: 'Bias',
  unit: (n) => `Einheit ${n}`,
  count: (n) => `${n} Gewichte: alle, die es hat.`,
};

/** @type {typeof import('./en.js').truncation} */
export const truncation = {
  label: 'Was top-k, top-p und min-p abschneiden',
  caption: 'Der Strich zeigt die Wahrscheinlichkeit laut Netz, der Balken, woraus gezogen wird; Abgeschnittenes ist durchgestrichen. Das Wort <unk>, das für alles steht, was das Netz nicht kennt, wird nie gezogen.',
  choice: 'Schnitt',
  kinds: {
    'top-k': 'Top-k behält die k wahrscheinlichsten, wie sicher das Netz auch ist: zu viele, wo es sicher ist, zu wenige, wo nicht.',
    'top-p': 'Top-p behält die wahrscheinlichsten, bis sie zusammen p erreichen: wenige, wo das Netz sicher ist, viele, wo nicht.',
    'min-p': 'Min-p behält, was mindestens p-mal so wahrscheinlich ist wie das wahrscheinlichste: Es kommt darauf an, wie weit ein Wort zurückliegt.',
  },
  left: (n, all) => `${n} von ${all} können noch gezogen werden.`,
};

/** @type {typeof import('./en.js').importing} */
export const importing = {
  intro: 'Anderswo ein Netz trainiert? Die Dateien hier ablegen, und es schreibt.',
  formats: 'Keras (.keras, .h5, .hdf5), TensorFlow (Checkpoints, SavedModel), PyTorch (.pt, .pth, .safetensors), TensorFlow.js, ml5 charRNN, ONNX, NumPy (.npz), Torch7 (.t7). Mehrere Dateien oder ein ganzer Ordner; dazu das Vokabular, wenn es in einer eigenen Datei steht.',
  stays: 'Die Dateien werden in diesem Browser gelesen und nirgendwohin gesendet. Für HDF5-Dateien (.h5, .hdf5, .keras) ist eine Bibliothek von etwa 1 MB nötig; sie wird geladen, wenn die erste kommt.',
  choose: 'Dateien wählen',
  folder: 'Ordner wählen',
  files: 'Dateien eines Modells',
  cancel: 'Abbrechen',
  progress: 'Import',
  reading: (name) => `${name} wird gelesen`,
  readingHdf5: (name, size) => `${name} wird gelesen. HDF5 braucht eine Bibliothek von ${size}, die zuerst geladen wird`,
  building: 'Das Modell wird zusammengesetzt',
  starting: 'Das Modell wird gestartet',
  searching: 'Das Vokabular wird gesucht',
  searchingAt: (percent, loss) => `Das Vokabular wird gesucht: ${percent}, Verlust (Loss) ${loss}`,
  cancelled: 'Abgebrochen. Es hat sich nichts geändert.',
  writes: (name) => `„${name}“ schreibt.`,
  asked: 'Eine Angabe fehlt noch: Danach wird unter dem Gefundenen gefragt.',

  found: 'Was gefunden wurde',
  facts: { format: 'Format', recipe: 'Tutorial', layers: 'Schichten', weights: 'Gewichte', vocabulary: 'Vokabular', reads: 'Wie es liest' },
  layer: (kind, size) => `${kind} ${size}`,
  kinds: {
    embedding: 'Embedding', 'one-hot': 'One-hot', 'scaled-id': 'die Id als Zahl', rnn: 'einfaches RNN', gru: 'GRU', lstm: 'LSTM',
    bidirectional: 'beide Richtungen', dense: 'Dense', activation: 'Aktivierung', 'batch-norm': 'Batch-Normalisierung', 'layer-norm': 'Layer-Normalisierung',
    concatenate: 'Verkettung', add: 'Summe', flatten: 'Flatten', last: 'letzte Position', average: 'Mittelwert', 'attention-average': 'Attention-Mittelwert', output: 'Ausgabe',
  },
  weights: (n, size) => `${n} in Dateien von ${size}`,
  units: { char: 'Zeichen', byte: 'Bytes', word: 'Wörter', split: 'Wörter', other: 'Tokens' },
  vocabulary: (n, units, from) => `${n} ${units}, ${from}`,
  sources: { file: 'aus den Dateien', list: 'aus der Liste', text: 'aus dem Text', search: 'wiedergefunden: eine Vermutung', recipe: 'im Tutorial immer dieselben' },
  noVocabulary: (n) => `fehlt: Die Dateien haben ${n} Tokens und sagen nicht, welche`,
  reads: {
    stateful: 'ein Token nach dem anderen, der Zustand läuft weiter',
    window: (n) => plural(n, 'nur das letzte Token', `die letzten ${n} Tokens, jedes Mal von vorn`),
    masked: (n) => `die letzten ${n} Tokens, jedes Mal von vorn; was davor fehlt, wird übersprungen`,
    padded: (n) => `die letzten ${n} Tokens, jedes Mal von vorn; was davor fehlt, wird als Füllung gelesen`,
    open: 'noch nicht bekannt',
  },
  tokens: 'Die Tokens in ihrer Reihenfolge',
  more: (n) => `und ${n} weitere`,

  assumed: 'Was erkannt und angenommen wurde',
  notes: {
    recipe: ({ name }) => `Das ist das Modell von ${name}.`,
    'assumed-window': ({ window }) => `Es liest die letzten ${window} Tokens, wie im Tutorial; in den Dateien steht das nicht.`,
    'assumed-pad': () => 'Ein Text, der kürzer als das Fenster ist, wird vorn aufgefüllt, wie im Tutorial; in den Dateien steht das nicht.',
    'folded-batch-norm': ({ count }) => `Die Batch-Normalisierung ist in die Gewichte daneben eingerechnet (${count}).`,
    'ignored-layers': ({ kinds }) => `Beim Schreiben ohne Wirkung und deshalb weggelassen: ${kinds}.`,
    'vocabulary-from-file': ({ name }) => (name ? `Das Vokabular stammt aus ${name}.` : 'Das Vokabular stand in den Dateien.'),
    'vocabulary-refused': ({ name, reason }) => `${name} wurde nicht als Vokabular genommen: ${reason}`,
    'vocabulary-size': ({ from, to }) => `Das Vokabular in den Dateien hat ${from} Tokens, das Modell ${to}; deshalb wird es nicht verwendet.`,
    'vocabulary-repeats': ({ tokens }) => `Einige Tokens kommen zweimal vor und zählen einmal: ${tokens}.`,
    'vocabulary-gaps': ({ ids }) => `Einige Ids haben kein Token und werden nie gezogen: ${ids}.`,
    'vocabulary-damaged': ({ ids }) => `Einige Tokens sind beschädigt und werden nie gezogen; ihre Ids: ${ids}.`,
    'vocabulary-filled': ({ from, to }) => `Das Vokabular hat ${from} Tokens, das Modell ${to}: Die übrigen werden nie gezogen.`,
    'vocabulary-cut': ({ from, to }) => `Das Vokabular hat ${from} Tokens, das Modell ${to}: Die letzten fallen weg.`,
    'vocabulary-doubtful': ({ loss }) => `Mit diesem Vokabular erwartet das Modell diesen Text kaum (Verlust: ${Number(loss).toFixed(2)} Nats je Token). Versuchen Sie einen anderen Text, oder suchen Sie das Vokabular.`,
    'lower-case': () => 'Das Modell kennt nur Kleinbuchstaben: Der Anfang eines Textes wird in Kleinbuchstaben gelesen.',
    'sizes-differ': ({ inputs, outputs }) => `Das Modell liest ${inputs} Tokens und gibt ${outputs} aus: Was es nicht ausgeben kann, wird nie gezogen.`,
    'weights-only': () => 'Die Datei hat Gewichte und keine Beschreibung des Netzes: Was es ist, ergab sich aus Namen und Formen.',
    'unused-tensors': ({ names }) => `In der Datei, aber nicht im Netz: ${names}.`,
  },

  asks: 'Was in den Dateien nicht steht',
  questions: {
    window: 'Wie liest es einen Text?',
    activation: 'Welche Aktivierung hat die rekurrente Schicht?',
    'recurrent-activation': 'Welche Aktivierung haben die Gates?',
    'dense-activation': 'Welche Aktivierung hat die Dense-Schicht?',
    order: 'Was steht in den Zeilen der Matrix zuerst?',
    reset: 'Wann wendet die GRU ihr Reset-Gate an?',
    update: 'Was bewirkt ein Update-Gate von 1?',
    gates: 'In welcher Reihenfolge stehen die Gates in den Zeilen der Matrizen?',
    category: 'In welcher Kategorie soll es schreiben?',
    input: 'Was liest es?',
  },
  otherQuestion: (id) => `Was ist „${id}“?`,
  choices: {
    linear: 'keine (linear)', 'input-first': 'die Eingabe', 'state-first': 'der Zustand', before: 'vor dem Produkt (Keras 2, die Veröffentlichung)', after: 'nach dem Produkt (PyTorch, Keras 3)',
    renews: 'Es nimmt den neuen Zustand', keeps: 'Es behält den alten Zustand',
  },
  stateful: 'Ein Token nach dem anderen; der Zustand läuft weiter (stateful)',
  windowed: 'Die letzten Tokens, jedes Mal von vorn; so viele:',
  answer: 'Mit diesen Antworten weiter',
  badWindow: 'Die Anzahl der Tokens ist eine ganze Zahl von 1 bis 4096.',

  lost: 'Das Vokabular fehlt',
  lostWhy: (n) => `Das Modell hat ${n} Tokens, Zeichen oder Wörter, und in den Dateien steht nicht, welche. Eines davon hilft:`,
  list: 'Eine Liste davon',
  listNote: 'JSON in beiden Richtungen, ein Pickle oder eine Textdatei mit einem Token je Zeile.',
  chooseList: 'Liste wählen',
  sample: 'Ein Text',
  sampleNote: 'Der Text, mit dem es trainiert wurde: Daraus entsteht das Vokabular, wie es in Tutorials entsteht. Ist auch er verloren, dann irgendein langer Text derselben Art: Das Modell selbst sagt dann, mit welcher Reihenfolge der Tokens er am wahrscheinlichsten ist.',
  openText: 'Textdatei öffnen',
  clear: 'Anderen Text nehmen',
  textFile: (name, size) => `${name}, ${size}`,
  trainedWith: 'Damit wurde es trainiert',
  findAgain: 'Das Vokabular damit suchen',
  noText: 'Zuerst ist ein Text nötig.',
  guess: 'Eine Vermutung',
  guessLoss: (loss, blind) => `Mit diesen Tokens beträgt der Verlust (Loss) auf dem Text ${loss} Nat je Token; blindes Raten hätte ${blind}.`,
  guessCertainty: (percent) => `${percent} des Textes bestehen aus Tokens, die sicher sind.`,
  takeGuess: 'Mit dieser Vermutung schreiben',
  dropGuess: 'Vermutung verwerfen',

  asTutorial: 'Ziehen wie im Tutorial',
  presets: {
    keras: (temperature) => `sample() bei ${temperature}`,
    argmax: () => 'argmax',
    'top-k': (_, k) => `top-k ${k}`,
    textgenrnn: (temperature) => `textgenrnn bei ${temperature}`,
    tensorflow: (temperature) => `tf.random.categorical bei ${temperature}`,
    multinomial: (temperature) => `multinomial bei ${temperature}`,
  },

  weigh: 'Verlust (Loss) und Größe',
  weighNote: 'Das Modell wird behalten, wie es ist, in 32-Bit-Gleitkommazahlen, bis etwas anderes gewählt wird. Weniger Bits machen es kleiner und schneller; was sie kosten, zeigt sich an einem Text, den das Modell nicht gelesen hat, in Nat je Token; weniger ist besser. Was markiert ist, wird behalten und schreibt.',
  measure: 'Verlust messen',
  measuring: (bits, percent) => `Messung, ${bits}: ${percent}`,
  measured: (losses) => `Gemessen: ${losses}.`,
  lossText: 'Ein Text zum Messen',
  lossCut: (n) => `Gelesen werden die ersten ${n} Zeichen.`,
  bits: { 32: '32-Bit-Gleitkommazahlen', 8: '8 Bit', 4: '4 Bit' },
  table: { weights: 'Gewichte', loss: 'Verlust', size: 'Größe', file: 'Datei' },
  download: 'Herunterladen',
  downloadThis: (bits) => `Das Modell herunterladen, ${bits}`,
  quantizing: (bits) => `Die Datei wird vorbereitet, ${bits}`,
  downloaded: (name, size) => `${name}, ${size}.`,

  take: 'Auf einer eigenen Seite',
  embedNote: 'Die heruntergeladene Datei gehört neben die Seite.',
  linkNote: 'Der Link in der Adresszeile bringt den Text dort zurück, wo diese Dateien sind: Das Modell enthält er nicht. Auf einem anderen Gerät wird nach den Dateien gefragt.',
  copy: 'Kopieren',
  copyThis: 'Den Code für eine Seite kopieren',
  copied: 'Code kopiert.',
  selected: 'Der Code ist markiert und lässt sich kopieren.',

  kept: 'In diesem Browser',
  keptNote: 'Importierte Modelle bleiben in diesem Browser und in der Liste der Modelle, bis sie verworfen werden.',
  notKept: 'Dieser Browser speichert hier nichts (etwa in einem privaten Fenster): Nach dem Neuladen sind die Dateien wieder nötig.',
  name: 'Name',
  write: 'Damit schreiben',
  discard: 'Verwerfen',
  discarded: (name) => `„${name}“ ist verworfen.`,

  needsFiles: (name) => `Es ist „${name}“, importiert aus Dateien, die der Link nicht enthält. Werden dieselben Dateien auf dieser Seite importiert, dann entsteht der Text.`,
  failures: {
    'import-unsupported': ['Dieses Modell kann die Seite nicht ausführen.', 'Das steht im Weg:'],
    'import-damaged': ['Die Dateien sind beschädigt oder nicht das, was sie scheinen.', 'Bitte noch einmal speichern oder herunterladen.'],
    'import-unrecognized': ['In diesen Dateien ist kein Modell, das hier bekannt ist.', 'Was gelesen werden kann, steht weiter oben.'],
    'import-incomplete': ['Es fehlt etwas.', 'Bitte ergänzen: Es genügt, die fehlende Datei abzulegen, die anderen sind noch da.'],
    'import-too-large': ['Das ist zu groß.', 'Bitte weglassen, was nicht zum Modell gehört.'],
    'worker-failed': ['Der Import hat angehalten, vielleicht aus Mangel an Speicher.', 'Bitte andere Seiten schließen und es noch einmal versuchen. Sonst ist nichts verloren.'],
    'text-not-utf8': ['Das ist kein reiner Text.', 'Bitte als reinen Text (.txt) in UTF-8 speichern oder den Text kopieren und einfügen.'],
  },
};

/** @type {typeof import('./en.js').embed} */
export const embed = {
  title: 'Eine Abbildung von Lukewarm',
  noElement: (name, list) => `Es gibt kein Element „${name}“. Gezeigt werden können: ${list}.`,
  foreign: (origin) => `Dieser Rahmen zeigt Modelle der eigenen Website, nicht von ${origin}. Wer die Website betreibt, kann diese in embed.html zulassen.`,
};

/** @type {typeof import('./en.js').pageCommon} */
export const pageCommon = {
  language: 'Deutsch',
  languages: 'Sprachen',
  home: 'Lukewarm',
  learn: 'Warum Sampling?',
  train: 'Eigenes Netz trainieren',
  elements: 'Für die eigene Website',
  documents: 'Dokumentation (englisch)',
  oldBrowser: (firefox) => `Diese Seite lädt noch. Wenn nichts geschieht, bitte die Seite neu laden. Wenn das nicht hilft, ist der Browser vielleicht zu alt: Nötig ist Chrome oder Edge 100, Firefox ${firefox}, Safari 16.4 oder neuer.`,
};

/** @type {typeof import('./en.js').indexPage} */
export const indexPage = {
  title: 'Lukewarm: Text aus einem neuronalen Netz, im Browser',
  description: 'Einen Anfang eingeben, die Temperatur einstellen, und ein rekurrentes neuronales Netz schreibt weiter, ganz im Browser. Jeder Text hat einen Link, der ihn zurückbringt.',
  intro: 'Ein kleines neuronales Netz, das eine einzige Art von Büchern gelesen hat, setzt einen Anfang fort. Es läuft in dieser Seite; kein eingegebener Text verlässt sie.',
  noScript: 'Diese Seite lässt ein neuronales Netz im Browser laufen. Dazu braucht sie JavaScript, und das ist hier ausgeschaltet.',
  copyLink: 'Link kopieren',
  samplers: 'Weitere Auswahlverfahren',
  panels: 'Genauer betrachtet',
  temperatures: 'Temperaturen nebeneinander',
  likelihood: 'Wie wahrscheinlich ist mein Text?',
  activations: 'Im Inneren des Netzes',
  exporting: 'Einbetten und exportieren',
  importing: 'Ein eigenes Modell',
  drop: 'Das Modell hier ablegen',
  temperatureTitle: 'Was die Temperatur bewirkt',
  scores: 'Nach jedem Zeichen oder Wort gibt das Netz jedem, das als Nächstes kommen kann, einen Wert <var>z</var>, den Logit. Eines davon wird gezogen, mit der Wahrscheinlichkeit',
  temperature: 'Bei <var>T</var> = 1 sind das die gelernten Wahrscheinlichkeiten. Eine niedrigere Temperatur bevorzugt das Wahrscheinliche: Der Text wird vorsichtig und wiederholt sich. Eine höhere gleicht die Wahrscheinlichkeiten an: Der Text wird gewagt und zerfällt. Bei 0 wird nicht gezogen, sondern immer das Wahrscheinlichste genommen; das heißt greedy. <a href="learn.html">Warum überhaupt ziehen?</a>',
  modelTitle: 'Das Modell',
  about: 'Lizenz, gelesene Texte und Größe stehen hier, sobald es geladen ist.',
  networkTitle: 'Wie es funktioniert',
  network: 'Ein rekurrentes Netz liest ein Symbol nach dem anderen und hält das Gelesene in einigen hundert Zahlen fest; daraus bewertet es, was als Nächstes kommt. Gerechnet wird mit ganzen Zahlen, in WebAssembly: Derselbe Seed ergibt in jedem Browser denselben Text, und der Link in der Adresszeile bringt ihn zurück.',
  offline: 'Nach dem ersten Besuch geht es auch ohne Internet: Der Browser speichert die Seite und die benutzten Modelle, und nichts Persönliches.',
};

/** @type {typeof import('./en.js').trainPage} */
export const trainPage = {
  title: 'Eigenes Netz trainieren: Ein neuronales Netz lernt einen Text, im Browser',
  description: 'Einen Text einfügen, eine Größe nach der Dauer wählen und zusehen, wie ein rekurrentes neuronales Netz lernt, so zu schreiben: erst Buchstaben, dann Wörter, dann den Ton. Ganz im Browser.',
  heading: 'Eigenes Netz trainieren',
  intro: 'Hier lernt ein kleines Netz aus einem Text, so zu schreiben wie er: erst die Buchstaben, dann Wörter, dann den Ton. Es lernt in dieser Seite; der Text verlässt sie nie.',
  noScript: 'Diese Seite trainiert ein neuronales Netz im Browser. Dazu braucht sie JavaScript, und das ist hier ausgeschaltet.',
  restore: 'Zurück zum Training',
  discard: 'Training verwerfen',
  start: 'Was trainiert wird',
  text: 'Der Text',
  source: 'Text zum Lernen',
  example: 'Äsops Fabeln ausprobieren',
  open: 'Datei öffnen',
  file: 'Eine Textdatei',
  placeholder: 'Hier einen Text einfügen oder eine Datei ablegen: ein Buch, Briefe, Rezepte, Liedtexte; in jeder Sprache. Am besten sind 100.000 Zeichen oder mehr.',
  clear: 'Anderen Text nehmen',
  network: 'Das Netz',
  from: 'Ausgangspunkt',
  fromNothing: 'ein Netz, das nichts weiß',
  sizes: 'Größe und Dauer',
  tiny: 'Winzig',
  small: 'Klein',
  medium: 'Mittel',
  large: 'Groß',
  train: 'Trainieren',
  more: 'Weitere Einstellungen',
  epochs: 'Epochen',
  learningRate: 'Lernrate',
  dropout: 'Dropout',
  heldOut: 'Zurückgehalten',
  tokenizer: 'Es liest',
  characters: 'Zeichen',
  words: 'Wörter',
  bytes: 'Bytes',
  seed: 'Seed (Startwert)',
  batchSize: 'Batchgröße',
  bpttLength: 'BPTT-Länge',
  settingsNote: 'Was leer bleibt, wird passend zu Text und Dauer gewählt.',
  pause: 'Pause',
  stop: 'Anhalten, Bestes behalten',
  anew: 'Neues Training',
  progress: 'Training',
  writing: 'Was es jetzt schreibt',
  copyText: 'Text kopieren',
  temperature: 'bei Temperatur',
  prompt: 'mit dem Anfang',
  length: 'Länge',
  generate: 'Erzeugen',
  vary: 'Variieren',
  written: 'Text',
  curve: 'Verlust (Loss)',
  lossCurve: 'Verlustkurve',
  trainingLoss: 'Training',
  heldOutLoss: 'zurückgehalten',
  table: 'Alle Messungen',
  epoch: 'Epoche',
  after: 'nach',
  among: 'unsicher zwischen',
  notKept: 'Dieser Browser speichert hier nichts (etwa in einem privaten Fenster oder während ein anderer Tab trainiert): Beim Neuladen ginge das Training verloren.',
  before: 'Wie es vorher schrieb',
  take: 'Das Modell weiterverwenden',
  keep: 'Modell behalten',
  name: 'Name',
  bits: 'Gewichte in',
  bits8: '8 Bit, kaum ein Unterschied',
  bits4: '4 Bit, halb so groß',
  bits32: '32-Bit-Gleitkommazahlen, exakt',
  download: 'Modell herunterladen',
  ownPage: 'Auf einer eigenen Seite',
  embedNote: 'Die Modelldatei gehört neben die Seite.',
  copy: 'Kopieren',
  copyEmbed: 'Code für eine Seite kopieren',
  command: 'Auf der Kommandozeile',
  copyCommand: 'Befehl kopieren',
  downloadText: 'Text herunterladen',
  learningTitle: 'Was hier geschieht',
  learning: 'Das Netz liest den Text viele Male und rät dabei jedes nächste Zeichen aus dem, was davor steht. Wo es falsch liegt, wird jedes seiner Gewichte ein wenig verändert, sodass es weniger falsch gelegen hätte. Der Verlust (Loss) sagt, wie falsch es liegt: Bei einem Verlust von 2 ist es so unsicher wie beim Raten zwischen e² = 7,4 gleich wahrscheinlichen Zeichen.',
  heldOutTitle: 'Warum wird ein Teil zurückgehalten?',
  heldOutReason: 'Einen kurzen Text kann ein Netz auswendig lernen. Der Verlust auf dem, was es liest, sinkt trotzdem und verrät davon nichts. Aus dem zurückgehaltenen Teil lernt das Netz nie: Sobald der Verlust dort steigt, lernt es nicht mehr die Sprache, sondern den Text.',
  keptTitle: 'Was gespeichert wird',
  kept: 'Das Training bleibt mit seinem Text in diesem Browser, bis es verworfen oder ein neues begonnen wird; beim Neuladen geht es also nicht verloren. Nichts wird irgendwohin gesendet.',
  fables: 'Die Fabeln zum Ausprobieren stammen von Äsop, in der englischen Übersetzung von V. S. Vernon Jones, die gemeinfrei ist.',
};

export { lessonPage } from './lesson.de.js'; // web/learn.html: the longest of the pages

/** @type {typeof import('./en.js').elementsPage} */
export const elementsPage = {
  title: 'Die Elemente von Lukewarm',
  description: 'Jedes Element von Lukewarm mit einem Beispiel, das läuft: Text aus einem rekurrenten neuronalen Netz und die Abbildungen der Lektion über Temperatur und Sampling, für jede Website.',
  heading: 'Elemente für jede Website',
  intro: 'Was <a href="index.html">Lukewarm</a> zeigt, geht auch auf einer eigenen Seite. Ein Skript, kein Server, nichts wird irgendwohin gesendet.',
  script: 'Das Skript',
  use: 'Ein Element lädt, was es braucht, sobald es in Sicht kommt; mehrere teilen sich ein Netz und einen Download. Wo eine Seite einen iframe und kein Skript zulässt, zeigt <code>embed.html?element=…</code> jedes von ihnen, mit den Attributen als Query.',
  code: (tag) => `Code von ${tag}`,
  details: 'Attribute und alles Weitere',
  default: (value) => `Standard: ${value}`,
  attributes: 'Attribute',
  members: 'Eigenschaften und Methoden',
  events: 'Ereignisse',
  slots: 'Slots',
  parts: 'Parts',
  customProperties: 'Benutzerdefinierte Eigenschaften (Custom Properties)',
};

/** @type {typeof import('./en.js').builderPage} */
export const builderPage = {
  title: 'Lukewarm auf der eigenen Seite: der Baukasten',
  description: 'Einen Text oder eine Abbildung wählen, ansehen und den Code kopieren, der sie auf die eigene Seite setzt: als Element oder als iframe.',
  intro: 'Einen Text oder eine Abbildung wählen, ansehen und den Code kopieren, der sie auf die eigene Seite setzt.',
  reference: 'Alle Elemente und Attribute',
  guides: 'Anleitungen für einzelne Werkzeuge (englisch)',
  noScript: 'Der Baukasten braucht JavaScript, und das ist hier abgeschaltet.',
  choose: '1. Wählen',
  what: 'Was gezeigt wird',
  text: 'Ein Text',
  temperatures: 'Ein Text bei mehreren Temperaturen',
  likelihood: 'Wie wahrscheinlich ein Text ist',
  distribution: 'Die Verteilung des nächsten Tokens',
  sampleSteps: 'Die Keras-Funktion sample(), Zeile für Zeile',
  draw: 'Ziehen aus einer Verteilung',
  greedy: 'Greedy-Suche neben Sampling',
  truncation: 'Top-k, Top-p und Min-p',
  beam: 'Beam Search',
  pitfalls: 'Fehler im Umgang mit der Temperatur',
  stages: 'Trainingsstufen',
  weights: 'Jedes Gewicht eines Netzes',
  model: 'Modell',
  noModel: 'keines: die Wörter unten',
  ownModel: 'Ein eigenes Modell: die Datei neben die eigene Seite legen und ihre Adresse im Code als model eintragen.',
  prompt: 'Anfang des Textes',
  yourText: 'Text',
  probabilities: 'Wörter und ihre Wahrscheinlichkeiten',
  temperature: 'Temperatur',
  seed: 'Seed (Startwert)',
  length: 'Länge',
  seedNote: 'Derselbe Seed ergibt denselben Text. Ohne Seed sehen alle einen anderen.',
  controls: 'Anfang und Temperatur dürfen geändert werden',
  shaded: 'Jedes Token danach färben, wie überraschend es war',
  look: '2. Ansehen',
  copyTitle: '3. Kopieren',
  address: 'Im Code steht die Adresse dieser Website. Wer den Ordner auf einen eigenen Host kopiert, öffnet den Baukasten dort.',
  element: 'Als Element',
  elementNeeds: 'Für Seiten, die Skripte laden dürfen. Auf einer fremden Website muss deren Host Access-Control-Allow-Origin senden. Das Element übernimmt Sprache, Farben und Schrift der Seite.',
  frame: 'Als iframe',
  scheme: 'Hell oder dunkel',
  schemeAuto: 'wie das System der Lesenden',
  schemeLight: 'hell',
  schemeDark: 'dunkel',
  background: 'Hintergrund',
  color: 'Textfarbe',
  width: 'Breite auf der eigenen Seite, in Pixeln',
  widthNote: 'Mit einer Breite steht der iframe hier so, wie er auf der Seite stehen wird, und sein Code nennt die Höhe, die er dort braucht. Ein Skript schafft das bei jeder Breite: siehe Anleitungen.',
  frameNeeds: 'Geht überall, wo ein iframe erlaubt ist: WordPress, Notion, Moodle und andere Seiten, die Skripte entfernen.',
  frameTitle: 'Lukewarm: ein neuronales Netz im Browser',
  copy: 'Kopieren',
  copyElement: 'Code des Elements kopieren',
  copyFrame: 'Code des iframes kopieren',
  copied: 'Code kopiert.',
  selected: 'Der Browser erlaubt dieser Seite das Kopieren nicht. Der Code ist markiert und lässt sich so kopieren.',
};

/** @type {typeof import('./en.js').embedPage} */
export const embedPage = {
  noScript: 'Hier schreibt ein neuronales Netz im Browser. Dazu braucht es JavaScript, und das ist ausgeschaltet.',
};
