const QUOTED_ADDRESS = /<[^<>]*>/g;
/** What follows is a block list's name and what it says of itself (`rbl_reply_maps` of Postfix; other servers alike). */
const BLOCK_LIST = /\b(blocked using|listed (?:at|by|in|on))\b.*/is;

/**
 * The words of a server's reply, without what is a name in it: addresses, hosts, URLs and block lists. What a name
 * looks like says nothing: `<spam@example.test>: User unknown` is no verdict, nor is `blocked using zen.spamhaus.org`.
 */
export function replyText(reply: string): string {
  return reply
    .replace(QUOTED_ADDRESS, '')
    .replace(BLOCK_LIST, '$1')
    .split(/\s+/)
    .filter((word) => !isName(word))
    .join(' ');
}

function isName(word: string): boolean {
  return word.includes('@') || word.includes('://') || /[^.]\.[^.]/.test(word);
}

/** Spamhaus and the like are lists of hosts: whoever is refused for them was not heard out. */
export const SPAM_WORDS = /\b(?:spam(?!haus|cop|rats)|gtube|unsolicited|bulk mail|junk mail|UBE\b)/i;
export const HARMFUL_WORDS = /\b(?:virus|malware|phishing|infected)/i;
export const GREYLIST_WORDS = /\bgr[ae]y-?list/i;

/**
 * What a content filter answers that has taken a message and passes it on to nobody, up to the name of what it found:
 * amavis' `250 2.7.0 Ok, discarded, id=01-02 - INFECTED: Eicar`, and what others say.
 */
const DISCARDED = /^.*?(?:\b(?:discarded|quarantined|blackholed)\b|\bid=\d+-\d+(?:-\d+)? - (?=\w))[^:]*/is;

/** How a server says that it has thrown away what it took; undefined where it does not. */
export function discardWords(reply: string): string | undefined {
  return DISCARDED.exec(replyText(reply))?.[0];
}
