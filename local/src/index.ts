export { type Demo } from './demonstration/demo-file';
export { prepareDemo } from './demonstration/prepare-demo';
export { type Ports, portsFrom } from './stack/ports';
export { Stack, type StackOptions } from './stack/stack';
