import type { CloudField } from '@/utils/explain/form-fields';

export const fieldId = (field: CloudField): string => `field-${field}`;
/** The DOM id of the alert beside the field at fault. */
export const FORM_ERROR_ID = 'form-error';
