import { createContext } from 'preact';

/** The name of the field that says: this form was drawn for this session. */
export const formTokenName = 'formToken';

/** Makes the token of the page being drawn; undefined where a component is drawn without a request, as in its tests. */
export const FormTokenOfPage = createContext<() => string | undefined>(() => undefined);
