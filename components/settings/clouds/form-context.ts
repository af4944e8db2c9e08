import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { CloudFormController } from './use-cloud-form';

const context = createContext<CloudFormController | null>(null);

export const CloudFormProvider = context.Provider;

/** The form around a field. Throws without a provider. */
export function useForm(): CloudFormController {
  const form = useContext(context);
  if (form === null) throw new Error('no CloudFormProvider');
  return form;
}
