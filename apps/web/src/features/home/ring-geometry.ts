interface Point {
  x: number;
  y: number;
}
/** A drawing of the circle; all in pixels of its own. */
export interface RingSize {
  width: number;
  height: number;
  centre: Point;
  radius: number;
  marble: number;
}

export const wideRing: RingSize = { width: 560, height: 432, centre: { x: 280, y: 222 }, radius: 166, marble: 53 };
export const narrowRing: RingSize = { width: 310, height: 300, centre: { x: 155, y: 158 }, radius: 113, marble: 40 };

const stations = 5;
const stepAngle = (2 * Math.PI) / stations;
/** The first one stands at the top, the others follow clockwise. */
const angleOf = (station: number) => station * stepAngle - Math.PI / 2;
const at = ({ centre, radius }: RingSize, angle: number): Point => ({ x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) });
const text = ({ x, y }: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`;

export const stationPoint = (size: RingSize, station: number) => at(size, angleOf(station));

/** The angle that a marble, and a little more, takes up on the ring. */
const marbleAngle = ({ radius, marble }: RingSize, room: number) => 2 * Math.asin((marble + room) / (2 * radius));

/** The way from a station to the next one, from rim to rim. */
export const wayTo = (size: RingSize, station: number) => {
  const room = marbleAngle(size, 3);
  const [from, to] = [angleOf(station - 1) + room, angleOf(station) - room];
  return `M ${text(at(size, from))} A ${size.radius} ${size.radius} 0 0 1 ${text(at(size, to))}`;
};

/** The head of an arrow on that way, a third along it, where nothing waits. */
export const arrowOn = (size: RingSize, station: number) => {
  const angle = angleOf(station - 1) + marbleAngle(size, 13);
  return { ...at(size, angle), degrees: (angle * 180) / Math.PI + 90 };
};

/** Places of the beads that wait before a station, the nearest first. */
export const beadsBefore = (size: RingSize, station: number, count: number) => Array.from({ length: count }, (_, bead) => at(size, angleOf(station) - marbleAngle(size, 9 + bead * 10)));
