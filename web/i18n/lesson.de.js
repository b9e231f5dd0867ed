// Der Text von web/learn.html auf Deutsch: dieselben Namen wie in lesson.en.js.

const comma = (/** @type {string} */ text) => text.replace('.', ',');

/** @type {typeof import('./lesson.en.js').lessonPage} */
export const lessonPage = {
  title: 'Warum ziehen wir? Temperatur und sample() erklärt, mit Zahlen zum Verändern',
  description: 'Warum ein Textgenerator sein nächstes Wort zieht, statt das wahrscheinlichste zu nehmen, was die Temperatur tut, und die Hilfsfunktion sample() der Keras-Beispiele Zeile für Zeile: Jede Zahl lässt sich verändern, an einem kleinen Beispiel und an einem echten Netz im Browser.',
  heading: 'Warum ziehen wir?',
  from: 'Eine Lektion von einigen Minuten, von <a href="index.html">Lukewarm</a>. Jede Zahl darin lässt sich verändern.',
  toy: 'Katze 0.7, Hund 0.1, Frosch 0.2',
  number: comma,
  helper: 'Die Hilfsfunktion sample() der Keras-Beispiele',
  contents: 'Inhalt',

  intro: '<p>Das erste rekurrente Netz ist trainiert und sagt das nächste Wort ganz gut voraus. Dann tut das Beispiel, dem man gefolgt ist, etwas Seltsames mit seinen Vorhersagen:</p>',
  questions: '<p>Warum nicht einfach das wahrscheinlichste Wort nehmen? Wozu ein Logarithmus, der in der nächsten Zeile wieder aufgehoben wird? Wozu ein ganzes Array ziehen, nur um dann zu fragen, wo seine größte Zahl steht? Das sind gute Fragen, und jede hat eine kurze Antwort.</p>',

  networkTitle: 'Was das Netz angibt',
  network: `<p>Ein Netz, das schreibt, gibt kein Wort aus. Es gibt für <em>jedes</em> Wort, das es kennt, eine Wahrscheinlichkeit an. Nehmen wir an, es kenne drei: Nach dem, was es bisher gelesen hat, folgt <i>Katze</i> mit Wahrscheinlichkeit 0,7, <i>Hund</i> mit 0,1 und <i>Frosch</i> mit 0,2.</p>
    <p>Die Temperatur, geschrieben <var>T</var>, formt diese Wahrscheinlichkeiten um, bevor eines der Wörter gewählt wird. Probieren Sie den Regler aus, und ändern Sie auch die Wahrscheinlichkeiten.</p>`,
  networkTable: 'Die Wahrscheinlichkeiten bei drei Temperaturen',
  word: 'Wort',
  cat: 'Katze',
  dog: 'Hund',
  frog: 'Frosch',
  networkAfter: `<p>Bei <var>T</var> = 1 ändert sich nichts. Darunter gewinnen die wahrscheinlichen Wörter, darüber die unwahrscheinlichen. Die Reihenfolge bleibt immer gleich: <i>Katze</i> ist bei jeder Temperatur das wahrscheinlichste. Die Temperatur ändert nicht, was das Netz weiß, nur wie kühn man daraus wählt.</p>
    <p>Ein echtes Netz macht dasselbe mit mehr Wörtern. Dieses hat Shakespeare Buchstabe für Buchstabe gelesen und kennt 65 Zeichen; schreiben Sie, was es lesen soll, und sehen Sie, was es als Nächstes erwartet.</p>`,
  networkFallback: 'Mit JavaScript zeigt hier ein Netz, das in dieser Seite läuft, was es nach „ROMEO: But soft, what li“ erwartet.',

  greedyTitle: 'Greedy oder Sampling?',
  greedy: `<p>Mit den Wahrscheinlichkeiten in der Hand gibt es zwei Wege. Die <em>Greedy-Suche</em> nimmt jedes Mal das wahrscheinlichste Wort. <em>Sampling</em> zieht ein Wort durch Los, jedes mit seiner eigenen Wahrscheinlichkeit: <i>Katze</i> sieben von zehn Malen, <i>Frosch</i> zweimal, <i>Hund</i> einmal.</p>
    <p>Der kleinste Schreiber, an dem man den Unterschied sieht, ist eine Tabelle: zu jedem Wort die Wahrscheinlichkeiten des folgenden. Die Greedy-Suche kann nur der größten Zahl jeder Zeile folgen. Kommt sie einmal zu einem Wort zurück, so kommt auch alles zurück, was darauf folgte.</p>`,
  greedyFallback: 'Nach <i>Katze</i>: Katze 0,1, Hund 0,6, Frosch 0,3. Nach <i>Hund</i>: Katze 0,7, Hund 0,1, Frosch 0,2. Nach <i>Frosch</i>: Katze 0,2, Hund 0,5, Frosch 0,3. Die Greedy-Suche schreibt <i>Katze Hund Katze Hund Katze Hund</i>, ohne Ende.',
  greedyReal: '<p>Ein rekurrentes Netz behält mehr als ein Wort im Gedächtnis; es dauert daher länger, bis es sich fängt, aber auch das fängt sich. Hier schreibt ein winziges Shakespeare-Netz auf beide Arten.</p>',
  greedyRealFallback: 'Mit JavaScript schreibt hier ein echtes Netz, mit Greedy-Suche und mit Sampling, nebeneinander.',
  greedyAfter: '<p>Darum ziehen wir. Die Greedy-Suche liefert einen sehr wahrscheinlichen Text, jedes Mal denselben, der sich bald wiederholt. Sampling liefert einen einigermaßen wahrscheinlichen Text und jedes Mal einen anderen; auch Menschen sagen selten das Wahrscheinlichste.</p>',

  linesTitle: '<code>sample()</code>, Zeile für Zeile',
  lines: '<p>Nun die Hilfsfunktion. Sie tut zweierlei: Die Zeilen 2 bis 5 wenden die Temperatur an, die Zeilen 6 und 7 ziehen. Hier steht, was nach jeder Zeile in ihrem Array ist. Als Eingabe genügt eine gewöhnliche Liste: <code>np.asarray</code> in Zeile 2 macht ein Array daraus.</p>',
  linesTable: 'Die Arrays bei <var>T</var> = 0,5',
  after: 'nach',
  log: `<h3>Wozu der Logarithmus, wenn er gleich wieder aufgehoben wird?</h3>
    <p>Wegen dessen, was hereinkommt. Im Inneren bewertet das Netz jedes Wort mit einer Zahl beliebiger Größe, seinem <em>Logit</em> <var>z</var>, und seine letzte Schicht, Softmax, macht daraus Wahrscheinlichkeiten. Die Temperatur gehört dort hinein, unter das exp:</p>`,
  logAfter: `<p>Ein Keras-Modell, das mit Softmax endet, gibt aber die Wahrscheinlichkeiten <var>p</var> heraus, wenn es zum Teilen zu spät ist. Also geht die Hilfsfunktion zurück: log <var>p</var><sub><var>i</var></sub> ist wieder <var>z</var><sub><var>i</var></sub>, bis auf eine Konstante, die für jedes Wort dieselbe ist und die sich durch die Summe in Zeile 5 herauskürzt. Zeigen Sie oben die Logits daneben an, und addieren Sie irgendeine Konstante: Das Ergebnis bleibt.</p>
    <p>Und da <span class="nowrap">exp(log <var>p</var>&hairsp;/&hairsp;<var>T</var>)</span> = <span class="nowrap"><var>p</var><sup>1/<var>T</var></sup></span> ist, hätte für die Zeilen 3 bis 5 eine genügt: jede Wahrscheinlichkeit in die Potenz 1/<var>T</var> erheben und normieren. Bei <var>T</var> = ½ heißt das quadrieren: 0,49 zu 0,01 zu 0,04.</p>
    <h3>Und wenn man log weglässt?</h3>
    <p>Dann wird exp auf die Wahrscheinlichkeiten angewandt, als wären sie Logits. Sie liegen zwischen 0 und 1; bei <var>T</var> = 1 wird also kein Wort mehr als e = 2,718-mal so wahrscheinlich wie ein anderes: Aus 0,7, 0,1 und 0,2 werden 0,464, 0,255 und 0,281, beinahe gleich viel. Die Meinung des Netzes ist verloren, und auch ein unmögliches Wort kann gezogen werden, denn exp(0) = 1. Lässt man auch <code>np.exp</code> weg, so bewirkt <var>T</var> gar nichts: Es teilt jede Wahrscheinlichkeit, und die Summe kürzt es wieder heraus. Beides lässt sich in der Abbildung ausprobieren: „Weglassen“.</p>
    <h3>Wozu ein Array ziehen und dann fragen, wo seine größte Zahl steht?</h3>
    <p><code>multinomial(1, preds, 1)</code> zieht einmal und zählt, wie oft jedes Wort kam: einmal das gezogene, die anderen nie. Das ist eine Liste von Anzahlen mit einer einzigen 1 darin, ein <em>One-Hot</em>-Vektor, und <code>argmax</code> liest ab, wo die 1 steht. Es nimmt nicht das wahrscheinlichste Wort: Das Los ist da schon gefallen.</p>
    <p>Wie es fällt, zeigt eine Linie von 0 bis 1, zerlegt in drei Teile, die so lang sind wie die Wahrscheinlichkeiten, und ein Zeiger, der blind darauf geworfen wird.</p>`,
  drawFallback: 'Bei <var>T</var> = 1 ist die Linie bei 0,7 und bei 0,8 geteilt. Ein Zeiger bei 0,64 trifft <i>Katze</i>, [1, 0, 0]; einer bei 0,75 <i>Hund</i>, [0, 1, 0]; einer bei 0,9 <i>Frosch</i>, [0, 0, 1]. Von tausend treffen etwa 700 <i>Katze</i>, 100 <i>Hund</i> und 200 <i>Frosch</i>.',
  drawAfter: `<p>Probieren Sie beide Enden. Geht <var>T</var> gegen 0, so nimmt der größte Teil die ganze Linie ein, und aus dem Ziehen wird argmax: Greedy-Suche. Wächst <var>T</var> ohne Ende, so werden die Teile gleich groß, und die Meinung des Netzes zählt nicht mehr.</p>
    <h3>Die Ziehungen des eigenen Notebooks</h3>
    <p>Steht im Notebook <code>np.random.seed(42)</code>, so sind seine Ziehungen auch hier zu haben: In der Abbildung von <code>sample()</code> oben den Seed eintragen und „wie NumPy“ ankreuzen; sie führt die ersten zwanzig auf. NumPy wirft keinen Zeiger; es fragt ein Wort nach dem anderen: „Ist es dieses, wenn es bisher keines war?“ Das läuft auf dasselbe hinaus.</p>`,

  wrongTitle: 'Was schiefgehen kann',
  wrong: `<p>Die Hilfsfunktion ist richtig, macht aber einen Umweg über Zahlen, die ein Computer nicht immer darstellen kann. Dreierlei passiert:</p>
    <ul>
      <li>Eine Wahrscheinlichkeit ist so klein, dass sie zu 0 gerundet wurde, und deren Logarithmus ist −∞: eine Warnung und ein Wort, das keine Temperatur zurückbringt.</li>
      <li><code>ValueError: sum(pvals[:-1]) &gt; 1.0</code>. Die Zahlen des Netzes haben einfache Genauigkeit, und was dort zusammen 1 ergibt, kann in doppelter etwas mehr sein. Dafür ist Zeile 2 da; wer sie weglässt, trifft irgendwann, zufällig, auf den Fehler.</li>
      <li>Die Temperatur ist so niedrig, dass jedes exp 0 ist: Dann wird 0 durch 0 geteilt.</li>
    </ul>`,
  wrongFallback: 'Zum Beispiel ist log 0,7 / 0,0004 gleich −891,7, und exp(−891,7) ist in doppelter Genauigkeit 0, wie die beiden anderen: 0 / 0 ist keine Zahl, und multinomial weist es zurück.',
  wrongAfter: `<p>Alles drei verschwindet, wenn das Netz ohne Softmax endet und seine Logits herausgibt. Man zieht von jedem den größten ab, teilt durch <var>T</var>, nimmt exp und normiert: Aus dem größten wird exp(0) = 1, die Summe ist also nie 0, nichts läuft über, und kein Logarithmus wird gebraucht. Das Netz auf dieser Seite macht es so und behandelt <var>T</var> = 0 als das, was es bedeutet: argmax.</p>
    <h3>Dasselbe mit Logits, zum Kopieren</h3>
    <p>Die letzte Schicht bekommt keine Aktivierung, und die Verlustfunktion erfährt davon: <code>from_logits=True</code> in Keras; <code>CrossEntropyLoss</code> von PyTorch erwartet ohnehin Logits. Dann, mit den Logits einer Stelle:</p>`,

  choosingTitle: 'Eine Temperatur wählen',
  choosing: '<p>Die richtige gibt es nicht, aber es gibt etwas zu messen. Lassen wir das Netz bei mehreren Temperaturen schreiben, und fragen wir bei jedem Text zweierlei. Wie wahrscheinlich findet ihn das Netz selbst? Das nennen wir Qualität. Wie viel davon ist neu und nicht noch einmal dieselben Buchstaben? Das nennen wir Vielfalt.</p>',
  choosingFallback: 'Mit JavaScript wird hier ein echtes Netz bei sieben Temperaturen gemessen.',
  choosingAfter: `<p>Das eine wird mit dem anderen bezahlt. Niedrige Temperaturen schreiben, was wahrscheinlich ist, und schreiben es noch einmal; hohe schreiben Neues, weil es Unsinn ist. Die gestrichelte Linie ist Text, den Menschen geschrieben haben, und auch der ist nicht sehr wahrscheinlich: Der des Netzes trifft ihn bei etwa <var>T</var> = 1, wo es mit den Wahrscheinlichkeiten zieht, die es gelernt hat. Was ein kleines Netz selten wählt, ist aber meist ein Fehler; viele nehmen daher etwas weniger: Beginnen Sie zwischen 0,5 und 1, und lesen Sie.</p>
    <h3>Was ist ein Nat?</h3>
    <p>Die Einheit dieser Log-Wahrscheinlichkeiten, so wie das Bit die der Logarithmen zur Basis 2 ist; ein Nat sind 1,443 Bit. Der Verlust dieses Netzes ist 1,3866 Nat je Zeichen: Bei jedem ist es so unsicher wie jemand, der unter e<sup>1,3866</sup> = 4,00 gleich wahrscheinlichen Zeichen rät. Diese Zahl ist seine <em>Perplexität</em>.</p>
    <p>Auch eine Perplexität hat eine Temperatur. Sie ist 1, wenn nichts anderes gesagt wird; manche Rekorde wurden aber bei einer abgestimmten gemessen: <a href="https://github.com/deepmind/lamb"><code>lamb</code></a> von DeepMind zum Beispiel multipliziert die Logits mit verschiedenen Faktoren von 1,06 abwärts bis 0,8 und nimmt den besten, also <var>T</var> von 0,94 bis 1,25. Einem Netz, das sich seiner Sache zu sicher ist, hilft ein <var>T</var> etwas über 1.</p>
    <h3>Warum heißt es Temperatur?</h3>
    <p>Ludwig Boltzmann fand im 19. Jahrhundert, wie oft die Teilchen eines Gases in einem Zustand der Energie <var>E</var> sind: im Verhältnis von exp(−<var>E</var>&hairsp;/&hairsp;<var>kT</var>). Das ist unsere Formel, mit dem Logit als umgedrehter Energie. In der Kälte ruhen alle Teilchen im niedrigsten Zustand, das ist die Greedy-Suche; in der Hitze sind alle Zustände gleich wahrscheinlich. Die Boltzmann-Maschine von 1985 brachte die Formel mitsamt ihrem Namen in die neuronalen Netze.</p>
    <h3>Den Rest abschneiden</h3>
    <p>Eine Schwäche hat die Temperatur. Sie behandelt die tausend schlechten Wörter wie die wenigen guten, und wenn auch jedes sehr unwahrscheinlich ist, zusammen sind sie es nicht: ein schlechter Zug, und der Text hat den Faden verloren. Darum schneiden die meisten Programme diesen Rest ab, bevor sie ziehen.</p>`,
  cutFallback: `<li>Top-k behält die k wahrscheinlichsten Wörter.</li>
        <li>Top-p behält die wahrscheinlichsten, bis sie zusammen p erreichen.</li>
        <li>Min-p behält, was mindestens p-mal so wahrscheinlich ist wie das wahrscheinlichste.</li>`,

  alwaysTitle: 'Muss das immer sein?',
  always: `<p>Nein, nicht einmal die ganze Hilfsfunktion. Bei <var>T</var> = 1 ändern die Zeilen 3 bis 5 nichts, und ein Zug aus <code>preds</code> genügte: <code>np.random.choice(len(preds), p=preds)</code>. Die Greedy-Suche braucht nichts davon: <code>np.argmax(preds)</code>.</p>
    <p>Und Sampling selbst ist dafür da, dass viele Antworten gut sind und man eine davon möchte: eine Geschichte, ein Name, eine Melodie, eine Erwiderung im Gespräch. Wo es eine beste Antwort gibt, sucht man sie. Eine Übersetzung, die Mitschrift einer Rede, der Text auf einem Foto: Niemand möchte, dass sie jedes Mal anders ausfallen, und der wahrscheinlichste Text ist oft der richtige. Dort ist die Greedy-Suche schnell und häufig gut genug. Aber sie ist kurzsichtig: Mit dem wahrscheinlichsten ersten Wort muss nicht der wahrscheinlichste Satz beginnen. <em>Beam Search</em> blickt weiter. Sie behält mehrere Anfänge zugleich, setzt jeden fort und behält wieder die besten.</p>`,
  beamFallback: 'Mit JavaScript setzt hier ein echtes Netz einen Anfang auf drei Arten fort und sagt, wie wahrscheinlich jede ist.',
  alwaysAfter: `<p>Die Greedy-Suche nahm jedes Mal das wahrscheinlichste Zeichen, und doch findet Beam Search einen weit wahrscheinlicheren Text. Setzen Sie die Länge auf 120: Nun ist jeder Text weniger wahrscheinlich, denn jedes weitere Zeichen kostet etwas, aber Beam Search liegt weiter vorn, mit −68,49 gegen −93,41. Setzen Sie dann die Breite auf 16: Mit mehr Anfängen kommt sie auf −54,29, aus lauter Wendungen, mit denen man nie falsch liegt. Für eine Übersetzung ist das eine Tugend. Für eine Geschichte ist es langweilig; der gezogene Text ist weit weniger wahrscheinlich, wie fast alles, was zu sagen sich lohnt.</p>
    <p>Die ehrliche Antwort also: suchen, wo es eine richtige Antwort gibt, ziehen, wo es viele gibt. Und kann das Netz mit Logits enden, dann soll es das: Dann ist nichts rückgängig zu machen.</p>`,

  againTitle: 'Noch einmal derselbe Text',
  again: `<p>Ein Seed ist der Punkt, an dem die Zufallszahlen beginnen. Mit demselben Modell, demselben Anfang, denselben Einstellungen und demselben Seed schreibt Lukewarm denselben Text, in jedem Browser und auf jedem Rechner, und <var>T</var> = 0 ist genau die Greedy-Suche. Ein Seed legt die Ziehung fest, nicht die Güte: Gute Seeds gibt es nicht, nur Texte, die einem zufällig gefallen.</p>
    <p>Auf großen Servern ist beides nicht genau. Eine Anfrage wird zusammen mit denen anderer Leute berechnet, in Stapeln, deren Größe mit der Last wechselt, und mit der Größe wechselt die Reihenfolge, in der Zahlen addiert werden. Jede Reihenfolge rundet ein wenig anders; hin und wieder genügt das, um zwei fast gleich wahrscheinliche Wörter zu vertauschen, und von da an ist der Text ein anderer. In <a href="https://thinkingmachines.ai/blog/defeating-nondeterminism-in-llm-inference/">einem Versuch von 2025</a> kamen auf 1.000 Anfragen bei Temperatur 0 insgesamt 80 verschiedene Texte zurück. Hier wird jede Summe in fester Reihenfolge gebildet.</p>`,

  sliderTitle: 'Wo ist der Regler geblieben?',
  slider: `<p>Vielleicht haben Sie bei einem großen Modell nach der Temperatur gesucht und sie nicht gefunden. Sie wird abgeschafft:</p>
    <ul>
      <li>GPT-5 von OpenAI antwortete im August 2025, „<a href="https://github.com/tmc/langchaingo/issues/1355" lang="en">only the default (1) value is supported</a>“; spätere <a href="https://github.com/vercel/ai/issues/10932">nehmen eine andere nur, wo sie nicht zuerst nachdenken</a>.</li>
      <li>Google <a href="https://docs.cloud.google.com/vertex-ai/generative-ai/docs/start/gemini-3-prompting-guide">empfiehlt, sie bei Gemini 3 auf 1 zu lassen</a>, da niedrigere zu Schleifen führen können, und seine Bibliotheken haben <a href="https://github.com/firebase/firebase-js-sdk/pull/10362">den Parameter als veraltet markiert</a>.</li>
      <li>Claude antwortet ab Opus 4.7, <a href="https://github.com/cline/cline/issues/10572">die Temperatur sei für dieses Modell veraltet</a>.</li>
      <li>Das in Chrome eingebaute Modell <a href="https://github.com/webmachinelearning/prompt-api#configuration-of-sampling-modes">beachtet die Temperatur einer Webseite nicht</a> und nimmt stattdessen einen von fünf Namen; <a href="https://github.com/webmachinelearning/prompt-api/pull/210">zwei weitere sind vorgeschlagen</a>.</li>
    </ul>
    <p>Solche Modelle denken lange nach, bevor sie antworten, und haben das bei einer bestimmten Temperatur gelernt. Wer sehen will, was die Zahl bewirkt, braucht ein Modell, bei dem sie sich bewegen lässt; eines, das wie diese auf dem eigenen Rechner läuft, wird das immer zulassen. Wofür die Namen von Chrome stehen, ist nicht veröffentlicht; auf den Reglern hier könnte man es so versuchen:</p>`,
  modes: 'Die fünf Modi von Chrome und eine Temperatur, die man hier versuchen kann',
  mode: 'Modus',
  sliderAfter: '<p>Diese Temperaturen sind von uns, nach dem, was die <a href="https://github.com/webmachinelearning/prompt-api#configuration-of-sampling-modes">Erläuterung</a> von jedem Modus sagt, von strenger Gleichmäßigkeit bis zu größter Vielfalt.</p>',

  learnedTitle: 'Woher die Wahrscheinlichkeiten kommen',
  learned: '<p>Vom Training. Dieses Netz hat 21.009 Gewichte; anfangs sind es Zufallszahlen, und so ist auch sein Text. Schritt für Schritt bekommt es etwas Shakespeare zu sehen, und jedes Gewicht wird so verschoben, dass das nächste Zeichen ein wenig wahrscheinlicher gewesen wäre. Bewegen Sie den Regler: Zuerst kommen die häufigen Buchstaben und die Leerzeichen, dann die Länge der Wörter, die Zeilen und die Namen in Großbuchstaben, zuletzt Wörter. Anfang und Seed sind jedes Mal dieselben.</p>',
  stagesFallback: 'Mit JavaScript schreibt hier ein Netz nach 0, 30, 100, 300, 1.000, 3.000 und 10.000 Trainingsschritten.',
  weights: '<p>Was beim Training verschoben wird, sind nichts als Zahlen. Hier sind alle 4.491 eines Netzes, das Vornamen gelesen hat, während es neue schreibt. Vom gelesenen Buchstaben zählt nur eine Spalte; der Zustand, den es in 24 Einheiten behält, wird mit den beiden anderen Matrizen multipliziert; die letzte gibt zu jedem Buchstaben einen Logit, und dann kommt <code>sample()</code>.</p>',
  weightsFallback: 'Mit JavaScript ist hier jedes Gewicht eines Netzes zu sehen, während es schreibt.',

  checkTitle: 'Zum Selbstprüfen',
  check: `<details>
      <summary>Ein Netz gibt 0,7, 0,1 und 0,2 an. Was macht eine Temperatur von 0,5 aus 0,7, und warum?</summary>
      <p>0,907. Bei <var>T</var> = 0,5 wird jede Wahrscheinlichkeit quadriert: 0,49, 0,01, 0,04. Ihre Summe ist 0,54, und 0,49 / 0,54 = 0,907.</p>
    </details>
    <details>
      <summary>Jemand legt den Seed fest, bekommt jedes Mal denselben Text und schließt daraus, das Netz würde immer dies sagen. Stimmt das?</summary>
      <p>Nein. Der Seed legt eine Ziehung unter vielen fest. Mit einem anderen Seed schreibt dasselbe Netz mit denselben Wahrscheinlichkeiten einen anderen Text; nur bei <var>T</var> = 0 gibt es einen einzigen.</p>
    </details>`,
  referencesTitle: 'Zum Weiterlesen',
  end: 'Probieren Sie es an einem ganzen Text: <a href="index.html">Lukewarm schreibt</a>, während Sie die Temperatur bewegen. Oder geben Sie einem Netz <a href="train.html">einen eigenen Text</a>, und sehen Sie ihm beim Lernen zu.',
};
