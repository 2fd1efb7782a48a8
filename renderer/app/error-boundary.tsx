import { Component, type ReactNode } from 'react';
import { words } from '../model/words.ts';
import { CrashNotice } from './crash-notice.tsx';

/** Shows what went wrong where a defect of ours stops the page. Sessions live in main and go on. */
export class ErrorBoundary extends Component<
  { readonly children: ReactNode },
  { readonly message: string | undefined }
> {
  override state = { message: undefined };

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === undefined) return this.props.children;
    return (
      <CrashNotice title={words.crash.title} explanation={words.crash.explanation} message={message}>
        {words.crash.reload}
      </CrashNotice>
    );
  }
}
