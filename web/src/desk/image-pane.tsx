import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react';
import { useWords } from '../i18n/language.tsx';
import { type Point, placeOf } from '../viewer/index.ts';
import { type PaneSpec, useDesk } from './desk-context.ts';
import { enhancementsOn } from './desk-display.ts';
import classes from './image-area.module.css';
import { imageOf } from './loaded-view.ts';
import { PaneOverlay } from './pane-overlay.tsx';
import { PaneProgress } from './pane-progress.tsx';
import { SliceSlider } from './slice-slider.tsx';
import { usePanePointer } from './use-pane-pointer.ts';

const PAN_PX = 60;

/** One image: its canvas, what is drawn over it, and how a hand or a keyboard moves it. */
export function ImagePane({ spec }: { readonly spec: PaneSpec }): ReactNode {
  const desk = useDesk();
  const { say, formats } = useWords();
  const controller = desk.controller(spec.slot);
  const pane = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const state = useSyncExternalStore(controller.subscribe, controller.snapshot);
  const pointer = usePanePointer(spec, controller, desk);
  const voxel = desk.crossing(spec.loaded);
  const image = imageOf(spec.loaded, spec.plane, voxel);
  const { plain } = spec.loaded;

  useEffect(() => {
    const [place, drawn] = [pane.current, canvas.current];
    if (!place || !drawn) return;
    controller.attach(drawn);
    const fit = () => controller.resize(place.clientWidth, place.clientHeight, devicePixelRatio);
    const observer = new ResizeObserver(fit);
    observer.observe(place);
    // A window moved to another screen keeps its size and changes its ratio.
    const screen = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    screen.addEventListener('change', fit);
    fit();
    return () => {
      observer.disconnect();
      screen.removeEventListener('change', fit);
      controller.detach();
    };
  }, [controller]);
  const framed = useRef<() => void>(undefined);
  framed.current = () => desk.framed(spec);
  useEffect(() => {
    controller.onFrame = () => framed.current?.();
    controller.show(image, plain);
  }, [controller, image, plain]);
  const display = desk.displayOf(spec);
  useEffect(() => controller.setDisplay(display), [controller, display]);

  const roll = useRef(pointer.roll);
  roll.current = pointer.roll;
  useEffect(() => {
    const place = pane.current;
    // React's own is passive: the page would be zoomed with the image.
    const hear = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
      roll.current(event, { x: event.clientX - left, y: event.clientY - top });
    };
    place?.addEventListener('wheel', hear, { passive: false });
    return () => place?.removeEventListener('wheel', hear);
  }, []);

  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const arrow = ARROWS[event.key];
    if (arrow && event.shiftKey) controller.pan({ x: -arrow[0] * PAN_PX, y: -arrow[1] * PAN_PX });
    else if (arrow && spec.plane) pointer.turn(event.key === 'ArrowUp' || event.key === 'ArrowLeft' ? -1 : 1);
    else if (event.key === 'Enter' && desk.mode === 'polygon') pointer.finishPolygon();
    else if (event.key === 'Enter' && (desk.mode === 'box' || desk.mode === 'ellipse')) pointer.drawFirst(pane.current);
    else return;
    event.preventDefault();
  };
  const pointIn = ({ clientX, clientY }: PointerEvent): Point => {
    const { left = 0, top = 0 } = pane.current?.getBoundingClientRect() ?? {};
    return { x: clientX - left, y: clientY - top };
  };

  const active = desk.active?.slot === spec.slot;
  const { view } = spec.loaded;
  const on = enhancementsOn(display).map((name) => say(`desk.on.${name}`));
  const label = say('desk.pane.aria', {
    name: spec.label,
    columns: formats.number(view.columns),
    rows: formats.number(view.rows),
    shown: on.length === 0 ? say('desk.standard') : formats.list(on),
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: no element is an image that the keyboard moves; a fieldset is for forms
    <div
      ref={pane}
      className={classes.pane}
      data-active={active || undefined}
      data-mode={desk.mode}
      data-side={spec.side}
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
      tabIndex={0}
      onFocus={() => desk.activate(spec.slot)}
      onKeyDown={key}
      onContextMenu={(event) => event.preventDefault()}
      {...pointer.handlers}
    >
      <canvas ref={canvas} className={classes.canvas} role="img" aria-label={label} />
      <PaneOverlay
        spec={spec}
        controller={controller}
        drawing={pointer.drawing}
        measured={pointer.measured}
        onForget={pointer.forget}
        pointIn={pointIn}
      />
      <span className={classes.paneName}>
        {spec.side === 'compared' && <b>{say('desk.compared')}</b>}
        {spec.label}
        {spec.plane && voxel && spec.loaded.volume && (
          <span className={classes.paneSlice}>
            {say('desk.slice', {
              index: placeOf(spec.plane, voxel).index + 1,
              count: spec.loaded.volume.high.count(spec.plane),
            })}
          </span>
        )}
        {state.view?.mirrored && <b>{say('desk.mirrored')}</b>}
      </span>
      <PaneProgress loaded={spec.loaded} image={image} failure={state.failure} />
      {spec.plane && spec.loaded.volume && voxel && <SliceSlider spec={spec} voxel={voxel} />}
    </div>
  );
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
