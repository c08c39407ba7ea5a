import type { Again } from '#lib/case-pages';
import { statusOf } from '#lib/web';

/** How a page answers whose form came back: 422 with mistakes, else the status of what stood in the way. */
export const statusOfAgain = (again: Again | undefined): { readonly wrong?: boolean; readonly status?: number } =>
  !again ? {} : again.problem ? { status: statusOf(again.problem) } : { wrong: true };
