import { usePersonSettings } from '../../components/person-settings';
import { Segments } from '../../components/ui/choice';

export function SettingsLine() {
  const { language, theme } = usePersonSettings();
  return (
    <div className="mt-6 flex flex-wrap gap-3">
      <Segments {...language} />
      <Segments {...theme} />
    </div>
  );
}
