import { frame } from './frame.js';
import { describeNeed } from './words.js';

/** What the console tells the web about its pages. */
export const pagesOfConsole = {
  app: 'console',
  frame,
  describe: describeNeed,
  signInAt: '/sign-in',
} as const;
