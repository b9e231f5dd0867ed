// models/little-stories/other_vocab.py: a perplexity on the vocab of another model.
import { pythonTests } from './python.mjs';

pythonTests('other_vocab_test.py', 'torch');
