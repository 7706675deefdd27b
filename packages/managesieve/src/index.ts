export { type Capabilities } from './capabilities';
export { connectManageSieve, type ManageSieveOptions } from './connect';
export { ManageSieveFailure, type ManageSieveFailureCode, ManageSieveRefusal } from './errors';
export { type ManageSieveClient, type Script } from './managesieve-client';
export { type ScriptMessage } from './script-message';
