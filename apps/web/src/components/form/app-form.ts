import { createFormHook } from '@tanstack/react-form';
import { fieldContext, formContext } from './contexts';
import { FormDraft, FormError, SubmitButton } from './form-parts';
import { ChoiceField, SelectField, TextareaField, TextField } from './fields';

/** Forms whose fields show their own label, hint and refusal. */
export const { useAppForm } = createFormHook({
  fieldContext,
  formContext,
  fieldComponents: { TextField, TextareaField, SelectField, ChoiceField },
  formComponents: { SubmitButton, FormError, FormDraft },
});
