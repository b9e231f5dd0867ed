// recurrent-js, in the way of the character demo of recurrentjs, which it goes back to: one string at a time, a row of
// a matrix for each character, and a plain gradient step after the string.
import { Graph, LSTM, RandMat } from 'recurrent-js';
import { meanOfParts, places, softmax, surprise, takePart } from './contest.js';

const kSpread = 0.08; // of the first weights, as in the demo

takePart(({ train, heldOut, characters, hidden }, { length, learningRate }) => {
  const vocab = characters.length;
  const embedding = new RandMat(vocab, vocab, 0, kSpread);
  const net = new LSTM({ architecture: { inputSize: vocab, hiddenUnits: [hidden], outputSize: vocab }, std: kSpread });
  const place = places(train.length, length + 1);

  /** Returns what each character of a part but the first costs, in nats; its gradient is in place for the graph. */
  const read = (/** @type {number[]} */ part, /** @type {Graph} */ graph) => {
    let state;
    const costs = [];
    for (let i = 0; i + 1 < part.length; i++) {
      state = net.forward(graph.rowPluck(embedding, part[i]), state, graph);
      const { w, dw } = state.output;
      const probabilities = w.slice();
      softmax(probabilities);
      costs.push(surprise(probabilities[part[i + 1]]));
      for (let j = 0; j < vocab; j++) dw[j] = (probabilities[j] - (j === part[i + 1] ? 1 : 0)) / (part.length - 1);
    }
    return costs;
  };

  return {
    step() {
      const start = place();
      const graph = new Graph();
      graph.memorizeOperationSequence(true);
      const costs = read(train.slice(start, start + length + 1), graph);
      graph.backward();
      net.update(learningRate);
      embedding.update(learningRate);
      return { targets: length, read: length, loss: costs.reduce((sum, cost) => sum + cost) / length };
    },
    heldOutLoss: () => meanOfParts(heldOut, length, (part) => read(part, new Graph())),
  };
});
