export { describeFailure } from './describe-failure';
export { type Environment, givenVariables, parseSetting } from './environment';
export { jsonText } from './json-text';
export { listenFailure } from './listen-failure';
export { runService } from './run-service';
export { runTask } from './run-task';
export { StartupError } from './startup-error';
export { withoutLinkTokens } from './without-link-tokens';
export { withoutValue } from './without-value';
