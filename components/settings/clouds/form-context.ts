import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { CloudForm } from './use-cloud-form';

const context = createContext<CloudForm | null>(null);

/** Hands the form to its fields. */
export const CloudFormProvider = context.Provider;

/** The form that a field is in. Throws outside of one. */
export function useForm(): CloudForm {
  const form = useContext(context);
  if (form === null) throw new Error('no CloudFormProvider');
  return form;
}
