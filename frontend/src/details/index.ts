// The file that is loaded when details are opened or an item is played for the first time.
import { DetailsDialog } from "./dialog";
import { PlayerMenu } from "./players";

export { openDialog } from "./dialog";
export { playFrom } from "./play";

// A page may load the file a second time, like that of the card.
for (const element of [DetailsDialog, PlayerMenu]) {
  if (!customElements.get(element.tag)) customElements.define(element.tag, element);
}
