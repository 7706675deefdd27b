const SHORTEST = 5;
const LONGEST = 20;

/**
 * How long the queue id is that a message begins with, colon and space behind it; 0 where there is none. Short ids
 * are hexadecimal, long ones base 52 with `z` before the inode (enable_long_queue_ids).
 */
export function queueIdLength(message: string): number {
  let length = 0;
  while (length <= LONGEST && isAlphanumeric(message.charCodeAt(length))) length++;
  return length >= SHORTEST && length <= LONGEST && message.startsWith(': ', length) ? length : 0;
}

function isAlphanumeric(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}
