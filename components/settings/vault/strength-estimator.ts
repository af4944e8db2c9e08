import { type Score, ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** The lists of known passwords are large: what uses this module imports it where it is needed. */
const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** Longer ones are strong by what is before, and take long. */
const MAX_LENGTH = 100;

/** @returns zxcvbn's score */
export function estimate(passphrase: string): Score {
  return zxcvbn.check(passphrase.slice(0, MAX_LENGTH)).score;
}
