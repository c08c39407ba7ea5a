/** Where the texts of the room are kept; each opens nowhere else. */
export const itemPlace = (column: 'answer' | 'looked_at', id: string): string => `deliberation.standard_item.${column}:${id}`;
export const draftPlace = (id: string): string => `deliberation.draft.content:${id}`;
