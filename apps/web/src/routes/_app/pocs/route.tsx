import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/pocs')({ staticData: { texts: ['home'] } });
