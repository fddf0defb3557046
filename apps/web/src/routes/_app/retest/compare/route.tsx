import { createFileRoute } from '@tanstack/react-router';
import { says } from '../../../../lib/says';

export const Route = createFileRoute('/_app/retest/compare')(says('comparison'));
