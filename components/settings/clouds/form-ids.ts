import type { CloudField } from '@/utils/explain/form-fields';

/** DOM id of a field. */
export const fieldId = (field: CloudField): string => `field-${field}`;
/** DOM id of the alert at the first field at fault. */
export const FORM_ERROR_ID = 'form-error';
