import { visibleLine } from '../../template/text-rules';

export const MAX_DISPLAY_NAME = 200;
export const DISPLAY_NAME = visibleLine(MAX_DISPLAY_NAME);
