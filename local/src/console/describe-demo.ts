import { DEMO_PEOPLE } from '@hostgraph/demo-data';
import { type Demo, demoFile } from '../demonstration/demo-file';
import type { DemoRole } from '../demonstration/tokens';

const ROLES: Readonly<Record<DemoRole, string>> = {
  legalResponsible: 'legal responsible',
  administrator: 'administrator',
  collaborator: 'collaborator, may read the mailbox’s log',
  collaboratorWithoutLogs: 'collaborator, may not read it',
  stranger: 'of another organization',
  operator: 'runs the system',
};

/** What somebody at the terminal needs to begin. */
export function describeDemo(demo: Demo, directory: string): string {
  const tokens = Object.entries(ROLES).map(
    ([role, meaning]) =>
      `${DEMO_PEOPLE[role as DemoRole].name}, ${meaning} (${role}):\n${demo.tokens[role as DemoRole]}\n`,
  );
  return `
Hostgraph is running. Ctrl-C stops it.

Endpoint   ${demo.endpoint}
Explorer   ${demo.explorer}

Bearer tokens, valid for twelve hours:

${tokens.join('\n')}
API key of a partner of the organization:
${demo.apiKey}

A query to paste:

${demo.query}
with the variables

${JSON.stringify(demo.variables, null, 2)}

All of this, for scripts: ${demoFile(directory)}
`;
}
