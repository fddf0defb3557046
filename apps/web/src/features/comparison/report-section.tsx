import type { ReactNode } from 'react';

/** A part of the report that is not torn over two sheets. */
export const ReportSection = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="break-inside-avoid">
    <h2 className="mb-1 text-[12px]">{title}</h2>
    {children}
  </section>
);
