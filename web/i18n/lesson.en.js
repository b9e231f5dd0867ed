// The prose of web/learn.html in English: a message for what stands between two figures or listings. Code and the names of
// Python stay as they are, numbers in prose as the language writes them (0.7 or 0,7); links keep their addresses.

/** web/learn.html */
export const lessonPage = {
  title: 'Why do we sample? Temperature and sample() explained, with numbers to move',
  description: 'Why a text generator draws its next word instead of taking the most probable, what temperature does, and the sample() helper of the Keras examples line by line: every number can be moved, on a toy and on a real network in your browser.',
  heading: 'Why do we sample?',
  from: 'A lesson of a few minutes, from <a href="index.html">Lukewarm</a>. Every number in it can be moved.',
  toy: 'cat 0.7, dog 0.1, frog 0.2', // as an attribute: words.toy, with points
  number: (/** @type {string} */ text) => text, // as the language writes it: 0.7
  helper: 'The helper sample() of the Keras examples',
  contents: 'Contents',

  intro: '<p>You have trained your first recurrent network, and it predicts the next word rather well. Then the example that you followed does something odd with its predictions:</p>',
  questions: '<p>Why not simply take the most probable word? Why a logarithm, only to undo it in the next line? Why draw a whole array, only to ask where its largest number is? These are good questions, and each has a short answer.</p>',

  networkTitle: 'What the network gives',
  network: `<p>A network that writes does not give you a word. It gives you a probability for <em>every</em> word that it knows. Let us say it knows three: after what it has read so far, the next is <i>cat</i> with probability 0.7, <i>dog</i> with 0.1 and <i>frog</i> with 0.2.</p>
    <p>Temperature, written <var>T</var>, reshapes these probabilities before one of the words is chosen. Move it, and change the probabilities too.</p>`,
  networkTable: 'The probabilities at three temperatures',
  word: 'word',
  cat: 'cat',
  dog: 'dog',
  frog: 'frog',
  networkAfter: `<p>At <var>T</var> = 1 nothing changes. Below it the likely words gain; above it the unlikely ones do. The order never changes: <i>cat</i> stays the most probable at every temperature. Temperature does not change what the network knows, only how boldly you choose from it.</p>
    <p>A real network does the same with more words. This one has read Shakespeare letter by letter and knows 65 characters; write what it should read, and see what it expects next.</p>`,
  networkFallback: 'With JavaScript, a network that runs in this page shows here what it expects after “ROMEO: But soft, what li”.',

  greedyTitle: 'Greedy or sampling?',
  greedy: `<p>With the probabilities in hand, there are two ways to go on. <em>Greedy search</em> takes the most probable word, every time. <em>Sampling</em> draws a word by lot, each with its own probability: <i>cat</i> seven times in ten, <i>frog</i> twice, <i>dog</i> once.</p>
    <p>The smallest writer that shows the difference is a table: for each word, the probabilities of the one after it. Greedy search can only follow the largest number of each row. Once it comes back to a word, everything after it comes back too.</p>`,
  greedyFallback: 'After <i>cat</i>: cat 0.1, dog 0.6, frog 0.3. After <i>dog</i>: cat 0.7, dog 0.1, frog 0.2. After <i>frog</i>: cat 0.2, dog 0.5, frog 0.3. Greedy search writes <i>cat dog cat dog cat dog</i>, for ever.',
  greedyReal: '<p>A recurrent network remembers more than one word, so it takes longer to get caught; but caught it gets. Here a tiny Shakespeare network writes both ways.</p>',
  greedyRealFallback: 'With JavaScript, a real network writes here, greedily and by sampling, side by side.',
  greedyAfter: '<p>That is why we sample. Greedy search gives one very probable text, the same every time, which soon repeats itself. Sampling gives a somewhat likely text, and another one each time; and people, too, rarely say the most probable thing.</p>',

  linesTitle: '<code>sample()</code>, line by line',
  lines: '<p>Now the helper. It does two things: lines 2 to 5 apply the temperature, lines 6 and 7 draw. Here is what stands in its array after each line. A plain list will do as input: <code>np.asarray</code> in line 2 makes an array of it.</p>',
  linesTable: 'The arrays at <var>T</var> = 0.5',
  after: 'after',
  log: `<h3>Why the logarithm, only to undo it?</h3>
    <p>Because of what comes in. Inside, the network scores each word with a number of any size, its <em>logit</em> <var>z</var>, and its last layer, softmax, makes probabilities of them. Temperature belongs in there, under the exp:</p>`,
  logAfter: `<p>But a Keras model that ends in softmax hands over the probabilities <var>p</var>, when it is too late to divide. So the helper goes back: log <var>p</var><sub><var>i</var></sub> is <var>z</var><sub><var>i</var></sub> again, but for a constant, the same for every word, which the sum in line 5 divides out. Tick “Show the logits” above, and add any constant to them: the result stays.</p>
    <p>And since <span class="nowrap">exp(log <var>p</var>&hairsp;/&hairsp;<var>T</var>)</span> = <span class="nowrap"><var>p</var><sup>1/<var>T</var></sup></span>, lines 3 to 5 could have been one: raise every probability to the power 1/<var>T</var>, and normalise. At <var>T</var> = ½ that is squaring, 0.49 to 0.01 to 0.04.</p>
    <h3>What if log is left out?</h3>
    <p>Then exp is applied to the probabilities, as if they were logits. They lie between 0 and 1, so at <var>T</var> = 1 no word comes out more than e = 2.718 times as probable as another: of 0.7, 0.1 and 0.2 it makes 0.464, 0.255 and 0.281, nearly even. The network’s opinion is lost, and a word that was impossible can be drawn, because exp(0) = 1. Leave out <code>np.exp</code> as well, and <var>T</var> does nothing at all: it divides every probability, and then the sum divides it out again. Try both in the figure: “Leave out”.</p>
    <h3>Why draw an array, then ask where its largest number is?</h3>
    <p><code>multinomial(1, preds, 1)</code> makes one draw and counts how often each word came: once for the drawn one, never for the others. It is a list of counts with a single 1 in it, a <em>one-hot</em> vector, and <code>argmax</code> reads off where the 1 stands. It does not take the most probable word: the lot has been cast by then.</p>
    <p>To cast it, think of a line from 0 to 1, cut into three parts as long as the probabilities, and a pointer thrown at it blindly.</p>`,
  drawFallback: 'At <var>T</var> = 1 the line is cut at 0.7 and at 0.8. A pointer at 0.64 falls on <i>cat</i>, [1, 0, 0]; one at 0.75 on <i>dog</i>, [0, 1, 0]; one at 0.9 on <i>frog</i>, [0, 0, 1]. Of a thousand, about 700 fall on <i>cat</i>, 100 on <i>dog</i> and 200 on <i>frog</i>.',
  drawAfter: `<p>Try both ends. As <var>T</var> goes towards 0, the largest part takes the whole line, and the draw becomes argmax: greedy search. As <var>T</var> grows without end, the parts become equal, and the network’s opinion no longer counts.</p>
    <h3>The draws of your own notebook</h3>
    <p>If your notebook says <code>np.random.seed(42)</code>, its draws can be had again here: in the figure of <code>sample()</code> above, type the seed and tick “as NumPy”, and it lists the first twenty. NumPy throws no pointer; it asks one word after another, “is it this one, if it was none before?”, which comes to the same.</p>`,

  wrongTitle: 'What can go wrong',
  wrong: `<p>The helper is right, but it takes a detour through numbers that a computer cannot always hold. Three things happen to people:</p>
    <ul>
      <li>A probability so small that it was rounded to 0, whose logarithm is −∞: a warning, and a word that no temperature brings back.</li>
      <li><code>ValueError: sum(pvals[:-1]) &gt; 1.0</code>. The network’s numbers are in single precision, and what adds up to 1 there can be a little more in double. That is what line 2 is for; who leaves it out meets the error, some day, at random.</li>
      <li>A temperature so low that every exp is 0: then 0 is divided by 0.</li>
    </ul>`,
  wrongFallback: 'For example, log 0.7 / 0.0004 is −891.7, and exp(−891.7) is 0 in double precision, as are the other two: 0 / 0 is not a number, and multinomial refuses it.',
  wrongAfter: `<p>All three go away if the network ends without softmax and hands over its logits. Take the largest off each of them, divide by <var>T</var>, exp, normalise: the largest becomes exp(0) = 1, so the sum is never 0, nothing overflows, and no logarithm is taken. The network on this page does it so, and treats <var>T</var> = 0 as what it means: argmax.</p>
    <h3>The same with logits, to copy</h3>
    <p>Let the last layer have no activation, and tell the loss: <code>from_logits=True</code> in Keras; PyTorch’s <code>CrossEntropyLoss</code> takes logits anyway. Then, with the logits of one position:</p>`,

  choosingTitle: 'Choosing a temperature',
  choosing: '<p>There is no right one, but there is something to measure. Let the network write at several temperatures, and ask two things of each text. How probable does the network itself find it? Call that quality. How much of it is new, rather than the same letters once more? Call that variety.</p>',
  choosingFallback: 'With JavaScript, a real network is measured here at seven temperatures.',
  choosingAfter: `<p>The one is paid for with the other. Low temperatures write what is probable, and write it again; high ones write what is new, because it is nonsense. The dashed line is text that people wrote, and it is not very probable either: the network’s own meets it at about <var>T</var> = 1, where it draws with the probabilities that it learned. A small network’s rare choices are mostly mistakes, though, so many people prefer a little less: start between 0.5 and 1, and read.</p>
    <h3>What is a nat?</h3>
    <p>The unit of these log-probabilities, as the bit is with logarithms to the base 2; one nat is 1.443 bits. This network’s loss is 1.3866 nats per character: at each one it is as unsure as somebody who guesses among e<sup>1.3866</sup> = 4.00 equally likely characters. That number is its <em>perplexity</em>.</p>
    <p>A perplexity has a temperature too. It is 1 unless somebody says otherwise, but some records were measured at one that was tuned: DeepMind’s <a href="https://github.com/deepmind/lamb"><code>lamb</code></a>, for example, multiplies the logits by several factors from 1.06 down to 0.8 and takes the best one, which is <var>T</var> from 0.94 to 1.25. A network that is too sure of itself gains by a <var>T</var> a little above 1.</p>
    <h3>Why is it called temperature?</h3>
    <p>Ludwig Boltzmann found in the 19th century how often the particles of a gas are in a state of energy <var>E</var>: in proportion to exp(−<var>E</var>&hairsp;/&hairsp;<var>kT</var>). It is our formula, with the logit as an energy turned upside down. In the cold all particles rest in the lowest state, which is greedy search; in the heat all states are equally likely. The Boltzmann machine of 1985 brought the formula, with its name, to neural networks.</p>
    <h3>Cutting off the tail</h3>
    <p>Temperature has one weakness. It treats the thousands of bad words like the few good ones, and even if each is very improbable, together they are not: one bad draw, and the text has lost its thread. So most programs cut the tail off before they draw.</p>`,
  cutFallback: `<li>Top-k keeps the k most probable words.</li>
        <li>Top-p keeps the most probable until together they reach p.</li>
        <li>Min-p keeps what is at least p times as probable as the most probable.</li>`,

  alwaysTitle: 'Do we always need to do this?',
  always: `<p>No, not even all of the helper. At <var>T</var> = 1 lines 3 to 5 change nothing, and one draw from <code>preds</code> would do: <code>np.random.choice(len(preds), p=preds)</code>. Greedy search needs none of it: <code>np.argmax(preds)</code>.</p>
    <p>And sampling itself is for when many answers are good and you want one of them: a story, a name, a melody, a reply in a conversation. Where there is one best answer, look for it. A translation, a transcript of speech, the text in a photograph: nobody wants these to come out differently each time, and the most probable text is a good guess at the right one. There, greedy search is quick and often good enough. But it is short-sighted: the most probable first word need not begin the most probable sentence. <em>Beam search</em> looks further. It keeps a few beginnings at once, continues each, and keeps the best few again.</p>`,
  beamFallback: 'With JavaScript, a real network continues one beginning three ways here, and says how probable each is.',
  alwaysAfter: `<p>Greedy search took the most probable character every time, and beam search still finds a far more probable text. Set the length to 120: every text is less probable now, because each further character takes its share, but the search is still ahead, with −68.49 to −93.41. Then set the width to 16: with more beginnings kept it comes to −54.29, out of phrases that are safe everywhere. For a translation that is a virtue. For a story it is a bore; the sampled text is far less probable, like almost everything worth saying.</p>
    <p>So the honest answer: search when there is one right answer, sample when there are many. And if your network can end in logits, let it: then there is nothing to undo.</p>`,

  againTitle: 'The same text again',
  again: `<p>A seed is where the random numbers begin. With the same model, prompt, settings and seed, Lukewarm writes the same text, in every browser and on every machine, and <var>T</var> = 0 is exactly greedy. A seed fixes the draw, not the quality: there are no good seeds, only texts that you happen to like.</p>
    <p>On large servers neither is exact. A request is computed together with those of other people, in batches whose size changes with the load, and the order in which numbers are added changes with the size. Each order rounds a little differently; now and then that is enough to swap two words that are almost equally probable, and from there on the text is another one. In <a href="https://thinkingmachines.ai/blog/defeating-nondeterminism-in-llm-inference/">an experiment of 2025</a>, 1,000 requests at temperature 0 came back as 80 different texts. Here each sum is added in a fixed order.</p>`,

  sliderTitle: 'Where did the slider go?',
  slider: `<p>You may have looked for the temperature of a large model and not found it. It is being taken away:</p>
    <ul>
      <li>OpenAI’s GPT-5 answered in August 2025 that “<a href="https://github.com/tmc/langchaingo/issues/1355">only the default (1) value is supported</a>”; later ones <a href="https://github.com/vercel/ai/issues/10932">take another only where they do not reason first</a>.</li>
      <li>Google <a href="https://docs.cloud.google.com/vertex-ai/generative-ai/docs/start/gemini-3-prompting-guide">recommends to leave Gemini 3 at 1</a>, since lower ones may loop, and its libraries have <a href="https://github.com/firebase/firebase-js-sdk/pull/10362">deprecated the parameter</a>.</li>
      <li>Claude, from Opus 4.7 on, answers that <a href="https://github.com/cline/cline/issues/10572">temperature is deprecated for this model</a>.</li>
      <li>Chrome’s built-in model <a href="https://github.com/webmachinelearning/prompt-api#configuration-of-sampling-modes">ignores a web page’s temperature</a> and takes one of five names instead, to which <a href="https://github.com/webmachinelearning/prompt-api/pull/210">two more have been proposed</a>.</li>
    </ul>
    <p>Such models think at length before they answer, and were trained to do so at one temperature. To see what the number does you need a model that lets you move it, and one that runs on your own machine, as these do, always will. What the names of Chrome stand for is not published; on the sliders here you might try:</p>`,
  modes: 'Chrome’s five modes, and a temperature to try here',
  mode: 'mode',
  sliderAfter: '<p>These temperatures are ours, by what the <a href="https://github.com/webmachinelearning/prompt-api#configuration-of-sampling-modes">explainer</a> says of each mode, from “strict consistency” to “maximum diversity”.</p>',

  learnedTitle: 'Where the probabilities come from',
  learned: '<p>From training. This network has 21,009 weights; at first they are random numbers, and so is its text. Step by step it is shown a little Shakespeare, and each weight is moved so that the next character would have been a bit more probable. Move the slider: first come the frequent letters and the blanks, then the length of words, lines and names in capitals, at last words. It is the same prompt and the same seed every time.</p>',
  stagesFallback: 'With JavaScript, a network writes here after 0, 30, 100, 300, 1,000, 3,000 and 10,000 training steps.',
  weights: '<p>What is moved in training are nothing but numbers. Here are all 4,491 of a network that has read first names, while it writes new ones. Of the letter that it has read only one column counts; the state that it keeps in 24 units is multiplied by the other two matrices; the last one gives a logit for each letter, and then comes <code>sample()</code>.</p>',
  weightsFallback: 'With JavaScript, every weight of a network is shown here while it writes.',

  checkTitle: 'Check yourself',
  check: `<details>
      <summary>A network gives 0.7, 0.1 and 0.2. What does a temperature of 0.5 make of 0.7, and why?</summary>
      <p>0.907. At <var>T</var> = 0.5 every probability is squared: 0.49, 0.01, 0.04. Their sum is 0.54, and 0.49 / 0.54 = 0.907.</p>
    </details>
    <details>
      <summary>Somebody fixes the seed, gets the same text every time, and concludes that the network would always say this. Is that so?</summary>
      <p>No. The seed fixes one draw among many. With another seed the same network, with the same probabilities, writes another text; only at <var>T</var> = 0 is there a single one.</p>
    </details>`,
  referencesTitle: 'Read on',
  end: 'Try it on a whole text: <a href="index.html">Lukewarm writes</a> as you move the temperature. Or give a network <a href="train.html">a text of your own</a>, and watch it learn.',
};
