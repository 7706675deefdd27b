import { z } from 'zod';

/**
 * A setting that is written as JSON; what it has to hold is for the schema behind `.pipe` to say.
 *
 * @param missing what to say when there is none
 */
export const jsonText = (missing?: string) =>
  z.string(missing === undefined ? undefined : { error: missing }).transform((text, ctx): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      ctx.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  });
