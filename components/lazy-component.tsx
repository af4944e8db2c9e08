import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Loads the component when first rendered; renders nothing until then. */
export function lazyComponent<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Lazy(props: P): JSX.Element | null {
    const [Component, setComponent] = useState(() => loaded);
    useEffect(() => {
      if (Component !== null) return;
      void load().then((component) => {
        loaded = component;
        setComponent(() => component);
      });
    }, [Component]);
    return Component === null ? null : <Component {...props} />;
  };
}
