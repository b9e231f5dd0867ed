// recurrent.LSTM of brain.js: one string at a time, RMSprop after it; a start and an end belong to each string.
import imported from 'brain.js/dist/recurrent/lstm';
import { meanOfParts, places, takePart } from './contest.js';

const Lstm = imported.default ?? imported;

takePart(({ train, heldOut, characters, hidden }, { length, learningRate }) => {
  const size = characters.length;
  const net = new Lstm({ hiddenLayers: [hidden], inputSize: size, inputRange: size, outputSize: size });
  net.initialize();
  net.trainOpts = { ...net.trainOpts, learningRate };
  const place = places(train.length, length);
  return {
    step() {
      const start = place();
      const error = net.trainPattern(train.slice(start, start + length), true);
      // The error is 2 to the power of the string's bits over (length - 1), over 100.
      const bits = Math.log2(error * 100) * (length - 1);
      return { targets: length + 1, read: length + 1, loss: bits * Math.LN2 / (length + 1) };
    },
    heldOutLoss: () => meanOfParts(heldOut, length, (part) => {
      // A step for each character, of which 0 is the start and the end.
      const steps = net.model.equations;
      return part.slice(1).map((target, i) => steps[i].predictTargetIndex(part[i] + 1, target + 1) * Math.LN2);
    }),
  };
});
