// models/train.py: its losses, rounded weights, words and resumed runs are what the command line says they are.
import { pythonTests } from './python.mjs';

pythonTests('train_test.py', 'torch');
