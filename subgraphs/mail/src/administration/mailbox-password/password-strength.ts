import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';

/** Of 0 to 4: at least 10⁸ guesses, "safely unguessable" where guessing is slow (Wheeler, USENIX Security 2016). */
const LEAST_SCORE = 3;

/**
 * How much of a password is judged, and in how many ways its `4` and `$` are read as letters. By default it is all,
 * and 512: `p4$$w0rD` sixteen times kept the processor for 4 s, and so everybody waiting. With these it is 90 ms, on
 * the same machine in the same minute, and what is weak stays weak.
 */
const EFFORT = { maxLength: 64, l33tMaxSubstitutions: 20 };

let judge: ZxcvbnFactory | undefined;

/**
 * Whether a password holds against somebody who guesses. Common and leaked ones are among what is tried first, as
 * NIST SP 800-63B, 5.1.1.2 wants, and what is known of the mailbox.
 *
 * @param known such as its address and its name
 */
export function isSoonGuessed(password: string, known: readonly string[]): boolean {
  // Its word lists take a while to unfold, which only who sets a password should wait for.
  judge ??= new ZxcvbnFactory({ dictionary: { ...common, ...english }, graphs: adjacencyGraphs, ...EFFORT });
  const words = known.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]);
  return (
    judge.check(
      password,
      words.filter((word) => word.length > 2),
    ).score < LEAST_SCORE
  );
}
