/** A part of the screen that is fetched when it is first shown; where that fails the page around it stays as it is. */
import { Component, type ComponentType, lazy, type ReactNode, useContext } from 'react';
import { Closing } from './closing';
import { dropHeldKeys } from './heldKeys';
import { FailureNotice } from './states';
import { toast } from './toasts';
import { uiWordsNow } from './words';

class Unfetched extends Error {}

/**
 * What was opened (it has `onClose`, or stands in a menu, or `close` says how) says that it could not, and closes; any
 * other part says it in its place, with a button to try again. Opened again, it is fetched anew.
 */
export function lazyPart<P extends object>(
  fetchPart: () => Promise<ComponentType<P>>,
  close?: (props: P) => void,
): ComponentType<P> {
  // React keeps a refusal for good: what could not be fetched is made anew.
  const made = () =>
    lazy(() =>
      fetchPart().then(
        (part) => ({ default: part as ComponentType<object> }),
        () => Promise.reject(new Unfetched()),
      ),
    );
  let Shown = made();
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each part, outside of any drawing
  return function LazyPart(props: P & { onClose?: () => void }) {
    const menu = useContext(Closing);
    return (
      <Caught
        onClose={close ? () => close(props) : (props.onClose ?? menu)}
        onUnfetched={() => {
          Shown = made();
        }}
        draw={() => <Shown {...props} />}
      />
    );
  };
}

interface CaughtProps {
  onClose: (() => void) | null;
  onUnfetched: () => void;
  draw: () => ReactNode;
}

class Caught extends Component<CaughtProps, { failure: unknown }> {
  override state = { failure: null };

  static getDerivedStateFromError(failure: unknown) {
    return { failure };
  }

  override componentDidCatch(failure: unknown) {
    if (!(failure instanceof Unfetched)) return;
    const { onClose, onUnfetched } = this.props;
    onUnfetched();
    dropHeldKeys();
    if (!onClose) return;
    const { unopened, openAgain } = uiWordsNow();
    toast({ text: `${unopened} ${openAgain}`, tone: 'error' });
    onClose();
  }

  override render() {
    const { onClose, draw } = this.props;
    const failure: unknown = this.state.failure;
    if (failure === null) return draw();
    // A mistake in the part itself is no matter of fetching.
    if (!(failure instanceof Unfetched)) throw failure;
    if (onClose) return null;
    const { unopened, openAgain } = uiWordsNow();
    return (
      <FailureNotice
        failure={{ title: unopened, sentence: openAgain, requestId: null }}
        onRetry={() => this.setState({ failure: null })}
      />
    );
  }
}
