import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { CloudFormController } from './use-cloud-form';

const context = createContext<CloudFormController | null>(null);

export const CloudFormProvider = context.Provider;

/** The form that a field is in. Throws outside a `CloudFormProvider`. */
export function useForm(): CloudFormController {
  const form = useContext(context);
  if (form === null) throw new Error('no CloudFormProvider');
  return form;
}
