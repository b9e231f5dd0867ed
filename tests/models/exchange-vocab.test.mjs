// models/exchange_vocab.py: a model of one text becomes the beginning of one of another.
import { pythonTests } from './python.mjs';

pythonTests('exchange_vocab_test.py', 'numpy');
