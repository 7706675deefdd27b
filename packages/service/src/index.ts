export { type Environment, givenVariables, parseSetting } from './environment';
export { runService } from './run-service';
export { StartupError } from './startup-error';
