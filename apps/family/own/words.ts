import type { ActName } from '#lib/cases';
import { acts } from '#lib/texts';

export const titleOf = (act: ActName): string => acts[act].familyTitle ?? acts[act].title;
export const leadOf = (act: ActName): string => acts[act].familyLead ?? '';
