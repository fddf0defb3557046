import type { Poc } from '@llamune/contracts';
import { Field } from './ui/field';
import { Select } from './ui/select';

interface PocFilterProps {
  label: string;
  pocs: readonly Poc[];
  value: number | undefined;
  onChange: (pocId: number | undefined) => void;
  /** What stands for all of them, where that can be chosen. */
  all?: string;
}

/** Which PoC a page is about; nothing where there is no choice. */
export function PocFilter({ label, pocs, value, onChange, all }: PocFilterProps) {
  if (pocs.length < 2) return null;
  return (
    <Field label={label} className="max-w-sm">
      {(wiring) => (
        <Select {...wiring} value={value ?? ''} onChange={({ target }) => onChange(target.value === '' ? undefined : Number(target.value))}>
          {all !== undefined && <option value="">{all}</option>}
          {pocs.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
