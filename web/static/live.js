// What htmx leaves open when a form sends itself: where the focus goes, and what a failure looks like.
"use strict";

let trail = [];
let heights = {};
const heightOf = (id) => document.getElementById(id)?.getBoundingClientRect().top ?? 0;
const place = () => trail.map((id) => document.getElementById(id)).find((found) => found?.checkVisibility());
const isAct = (event) => event.detail.ctx.request.method === "POST";

// Remember in which named places a form stands: the button that was pressed may be gone from the page that comes.
document.addEventListener("submit", (event) => {
  trail = [];
  for (let around = event.target; around; around = around.parentElement) if (around.id) trail.push(around.id);
}, true);

// No connection, or an answer that is no page of ours: the browser sends the form itself, as it does without JavaScript,
// and shows what it shows then. The key in the form keeps an act that did arrive from being done twice.
const sendPlainly = ({ form, submitter }) => {
  if (!form) return;
  if (submitter?.name) {
    const pressed = Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name });
    pressed.value = submitter.value;
    form.append(pressed);
  }
  form.submit();
};
document.addEventListener("htmx:error", (event) => event.detail.ctx && sendPlainly(event.detail.ctx.request));

document.addEventListener("htmx:before:swap", (event) => {
  const { ctx, tasks } = event.detail;
  if (!tasks.some((task) => task.type === "main" && task.fragment.childElementCount)) {
    event.preventDefault();
    sendPlainly(ctx.request);
  } else if (isAct(event)) heights = Object.fromEntries(trail.map((id) => [id, heightOf(id)]));
});

// What was touched stays under the finger. Where the button is gone, the focus goes to the place that it was in:
// otherwise whoever uses a keyboard or a screen reader is put back at the beginning of the page.
document.addEventListener("htmx:after:swap", (event) => {
  const found = place();
  if (!isAct(event) || !found || document.activeElement?.matches(".problem")) return;
  scrollBy(0, heightOf(found.id) - heights[found.id]);
  if (document.activeElement !== document.body) return;
  found.setAttribute("tabindex", "-1");
  found.focus({ preventScroll: true });
});
