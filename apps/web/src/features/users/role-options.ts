import type { Role } from '@llamune/contracts';
import type { ChoiceOption } from '../../components/ui/choice';
import { useTranslation } from '../../lib/i18n';

const roles = ['evaluator', 'admin', 'learner'] as const;

export const useRoleOptions = (): ChoiceOption<Role>[] => {
  const { t } = useTranslation();
  return roles.map((role) => ({ value: role, label: t(`role.${role}`), hint: t(`users.roleHint.${role}`) }));
};
