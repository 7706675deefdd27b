/** A fenced block in a Markdown document. */
export interface Block {
  readonly heading: string;
  /** The first under its heading is 1. */
  readonly order: number;
  readonly text: string;
}

const HEADING = /^#+ (?<heading>.*)$/;

/** All that a document tells its reader to type: into a shell, or in another language. */
export function readBlocks(markdown: string, language = 'sh'): Block[] {
  const blocks: Block[] = [];
  let heading = '';
  let fence: { language: string; lines: string[] } | undefined;
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) {
      if (fence?.language === language) {
        const order = blocks.filter((block) => block.heading === heading).length + 1;
        blocks.push({ heading, order, text: `${fence.lines.join('\n')}\n` });
      }
      fence = fence === undefined ? { language: line.slice(3).trim(), lines: [] } : undefined;
    } else if (fence !== undefined) fence.lines.push(line);
    else heading = HEADING.exec(line)?.groups?.['heading'] ?? heading;
  }
  return blocks;
}

/**
 * A block as it stands, but for what a reader has in place of an example.
 *
 * @param values such as `org_…=>org_4711`
 * @throws Error where there is no such block, or it lacks one of the examples
 */
export function findBlock(
  markdown: string,
  heading: string,
  order: number,
  values: readonly string[] = [],
): string {
  const block = readBlocks(markdown).find((each) => each.heading === heading && each.order === order);
  if (block === undefined) throw new Error(`“${heading}” has no block ${order}`);
  return values.reduce((text, value) => {
    const [example = '', own = ''] = value.split('=>');
    if (example === '' || !text.includes(example)) {
      throw new Error(`“${heading}”, block ${order}, has no “${example}”`);
    }
    return text.replaceAll(example, own);
  }, block.text);
}
