/** `print-block.ts FILE HEADING ORDER [EXAMPLE=>VALUE…]`: what is to be typed there, for the shell. */
import { readFileSync } from 'node:fs';
import { findBlock } from './documented';

const [file = '', heading = '', order = '', ...values] = process.argv.slice(2);
process.stdout.write(findBlock(readFileSync(file, 'utf8'), heading, Number(order), values));
