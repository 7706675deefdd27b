/** SQL for the advisory lock that whoever writes events shares and whoever closes an hour has alone. */
export const WRITERS_LOCK = `hashtextextended('hostgraph:logs:rollup', 0)`;
