// models/ngram.py: its tokens are the command line's, its probabilities the formula's.
import { pythonTests } from './python.mjs';

pythonTests('ngram_test.py', 'numpy');
