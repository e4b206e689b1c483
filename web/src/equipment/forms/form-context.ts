import { createContext, useContext } from 'react';

interface FormContext {
  /** What the record is about; its standard says which contexts and checklist there are. */
  readonly configuration: string | undefined;
  /** Of the standard that the form itself names, where it does. */
  readonly standard: string | undefined;
  /** Of the chosen site, for the lanes to choose from. */
  readonly site: string | undefined;
}

const context = createContext<FormContext>({ configuration: undefined, standard: undefined, site: undefined });
export const FormContextProvider = context.Provider;

export function useFormContext(): FormContext {
  return useContext(context);
}
