/** Many times what the gateway's planner makes of the longest document that it lets in. */
export const MAX_TOKENS = 100_000;
