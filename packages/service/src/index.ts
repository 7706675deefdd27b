export { type Environment, givenVariables, parseSetting } from './environment';
export { listenFailure } from './listen-failure';
export { runService } from './run-service';
export { runTask } from './run-task';
export { StartupError } from './startup-error';
