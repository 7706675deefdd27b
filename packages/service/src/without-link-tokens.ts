/** Whatever follows `downloads/`, whichever way somebody between us and the client has written the slash. */
const LINK = /(downloads(?:\/|\\|%(?:25)*(?:2f|5c))+)[^\s"'<>]+/gi;

/**
 * A line of a log without the tokens of download links, which are all that their bearer has to show. By what they look
 * like and not by who logs them: addresses also stand in errors of libraries.
 */
export const withoutLinkTokens = (line: string): string => line.replace(LINK, '$1…');
