// models/little-stories: the texts that it learns from, and its units that remember names.
import { pythonTests } from './python.mjs';

pythonTests('little_stories_test.py', 'numpy');
