/**
 * No control or format characters, such as the right-to-left override that makes one name look like another
 * (Unicode Technical Report 36, 2.6), and no blank at either end.
 */
export const VISIBLE_NAME = /^(?!\p{Z})[^\p{C}\p{Zl}\p{Zp}]+(?<!\p{Z})$/u;

export const MAX_NAME = 100;

export const NAME_NOT_VISIBLE = { message: 'name must be 1 to 100 visible characters' };
