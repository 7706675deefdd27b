/** Runs before a server of ours does, in a mount namespace of its own: its configuration is where Debian has it. */
const SCRIPT = 'mount --bind "$1" "$2" && shift 2 && eval "$1" && shift && exec "$@"';

/**
 * The arguments of `unshare` (util-linux) that run a program with a folder in another one’s place, so that a
 * configuration with absolute paths is tested as it is shipped. Nobody else sees the folder there.
 *
 * @param prepare what is to be run before, by a shell
 */
export const inPlaceOf = (
  place: string,
  folder: string,
  [program, ...args]: readonly [string, ...string[]],
  prepare = ':',
): string[] => [
  ...['--mount', '--propagation', 'private', 'sh', '-c', SCRIPT, 'sh', folder, place, prepare],
  ...[program, ...args],
];
