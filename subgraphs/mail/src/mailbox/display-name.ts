import { visibleLine } from '../template-text/text-rules';

export const DISPLAY_NAME = visibleLine(200);
