import type { ComponentProps, ReactNode } from 'react';
import { ChoiceCards, type ChoiceOption } from '../ui/choice';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { Select } from '../ui/select';
import { Textarea } from '../ui/textarea';
import { useFieldContext } from './contexts';

interface Common {
  label: string;
  hint?: ReactNode;
  note?: ReactNode;
  className?: string;
}

/** The first refusal of the field, if it has any. All refusals are sentences by the time they come here. */
const useRefusal = () => {
  const refusal: unknown = useFieldContext<string>().state.meta.errors.find(Boolean);
  return typeof refusal === 'string' ? refusal : undefined;
};

type Extra<E extends 'input' | 'textarea' | 'select'> = Omit<ComponentProps<E>, keyof Common | 'value' | 'onChange' | 'onBlur'>;

export function TextField({ label, hint, note, className, ...props }: Common & Extra<'input'>) {
  const field = useFieldContext<string>();
  return (
    <Field label={label} hint={hint} note={note} className={className} error={useRefusal()}>
      {(wiring) => <Input {...props} {...wiring} value={field.state.value} onChange={(event) => field.handleChange(event.target.value)} onBlur={field.handleBlur} />}
    </Field>
  );
}

export function TextareaField({ label, hint, note, className, ...props }: Common & Extra<'textarea'>) {
  const field = useFieldContext<string>();
  return (
    <Field label={label} hint={hint} note={note} className={className} error={useRefusal()}>
      {(wiring) => <Textarea {...props} {...wiring} value={field.state.value} onChange={(event) => field.handleChange(event.target.value)} onBlur={field.handleBlur} />}
    </Field>
  );
}

export function SelectField({ label, hint, note, className, children, ...props }: Common & Extra<'select'>) {
  const field = useFieldContext<string>();
  return (
    <Field label={label} hint={hint} note={note} className={className} error={useRefusal()}>
      {(wiring) => (
        <Select {...props} {...wiring} value={field.state.value} onChange={(event) => field.handleChange(event.target.value)} onBlur={field.handleBlur}>
          {children}
        </Select>
      )}
    </Field>
  );
}

export function ChoiceField<T extends string>({ label, hint, options, className }: Common & { options: readonly ChoiceOption<T>[] }) {
  const field = useFieldContext<T>();
  const refusal = useRefusal();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      {hint && <p className="text-xs text-ink-faint">{hint}</p>}
      <ChoiceCards label={label} options={options} className={className} value={field.state.value} onChange={field.handleChange} />
      {refusal && (
        <p role="alert" className="text-sm text-bad">
          {refusal}
        </p>
      )}
    </fieldset>
  );
}
