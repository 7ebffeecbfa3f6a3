import { benchVariants } from './variants.ts';

console.log(JSON.stringify(await benchVariants(3, console.error), null, 1));
