import type { Role } from '@llamune/contracts';
import { useTranslation } from 'react-i18next';
import type { ChoiceOption } from '../../components/ui/choice';

const roles = ['evaluator', 'admin', 'learner'] as const;

export const useRoleOptions = (): ChoiceOption<Role>[] => {
  const { t } = useTranslation();
  return roles.map((role) => ({ value: role, label: t(`role.${role}`), hint: t(`users.roleHint.${role}`) }));
};
