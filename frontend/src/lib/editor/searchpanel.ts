import { closeSearchPanel, findNext, findPrevious, getSearchQuery, openSearchPanel, replaceAll, replaceNext, search, searchPanelOpen, SearchQuery, setSearchQuery } from "@codemirror/search";
import { type EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { EditorView, type Panel, runScopeHandlers, type ViewUpdate } from "@codemirror/view";
import { element } from "./drawing";
import type { Stretch } from "./lit";
import { counted, matchesOf, patternFault } from "./matches";

/** Shows the field for what replaces the words, or takes it away. */
const setReplacing = StateEffect.define<boolean>();

const replacing = StateField.define<boolean>({
  create: () => false,
  update: (value, { effects }) => effects.reduce((shown, effect) => (effect.is(setReplacing) ? effect.value : shown), value),
});

/** Find and replace above the text. */
export function searchPanel(): Extension {
  return [replacing, search({ createPanel: (view) => new SearchPanel(view), scrollToMatch: inView })];
}

/** Opens the panel with the words that are selected, and goes to the field that is filled in next. */
export function openSearch(view: EditorView, replace: boolean): void {
  if (replace || !searchPanelOpen(view.state)) view.dispatch({ effects: setReplacing.of(replace) });
  const before = getSearchQuery(view.state);
  const found = onMatch(view.state, before);
  openSearchPanel(view);
  const query = getSearchQuery(view.state);
  if (!query.eq(before) && (found || query.regexp)) view.dispatch({ effects: setSearchQuery.of(found ? before : literally(query)) });
  const next = replace && !view.state.readOnly && getSearchQuery(view.state).search ? "replace" : "search";
  const input = view.dom.querySelector<HTMLInputElement>(`.cm-search [name=${next}]`);
  input?.focus();
  input?.select();
}

/** Whether what is selected is a match: then it says nothing that the query does not. */
function onMatch(state: EditorState, query: SearchQuery): boolean {
  const { from, to } = state.selection.main;
  return from < to && matchesOf(query, state, Infinity).some((match) => match.from === from && match.to === to);
}

/** A pattern that finds the words of the query as they are. */
function literally({ search, replace, caseSensitive, wholeWord, regexp }: SearchQuery): SearchQuery {
  return new SearchQuery({ search: search.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"), replace, caseSensitive, wholeWord, regexp });
}

const inView = (range: Stretch) => EditorView.scrollIntoView(range.from, { y: "nearest", yMargin: 96 });

/** How long after a change of the text its matches are counted again, in milliseconds. */
const pause = 150;

class SearchPanel implements Panel {
  readonly dom = element("div", "cm-search");
  readonly top = true;
  private readonly sought = field("Find", "search");
  private readonly instead = field("Replace with", "replace");
  private readonly options = {
    caseSensitive: option("Aa", "Match case"),
    wholeWord: option("ab", "Whole words"),
    regexp: option(".*", "Regular expression"),
  };
  private readonly count = element("span", "cm-search-count");
  private readonly fault = element("p", "cm-search-fault");
  private readonly fold = push("›", "Replace", () => this.view.dispatch({ effects: setReplacing.of(!this.view.state.field(replacing)) }));
  private readonly second = element("div", "cm-search-line");
  private matches: Stretch[] = [];
  private origin: number;
  private seeking = false;
  private timer?: ReturnType<typeof setTimeout>;

  constructor(private readonly view: EditorView) {
    this.origin = view.state.selection.main.from;
    this.sought.setAttribute("main-field", "true");
    this.build();
    this.show(getSearchQuery(view.state));
    this.arrange();
  }

  update(update: ViewUpdate): void {
    const asked = update.transactions.some(({ effects }) => effects.some((effect) => effect.is(setSearchQuery)));
    if (update.selectionSet && !this.seeking) this.origin = update.state.selection.main.from;
    if (asked) this.show(getSearchQuery(update.state));
    else if (update.docChanged) this.countLater();
    else if (update.selectionSet) this.tell();
    this.arrange();
  }

  destroy(): void {
    clearTimeout(this.timer);
  }

  private build(): void {
    const { dom, view, sought, instead, count, fault, fold, second } = this;
    for (const [name, button] of Object.entries(this.options)) {
      button.addEventListener("click", () => this.ask({ [name]: button.ariaPressed !== "true" }));
    }
    for (const input of [sought, instead]) input.addEventListener("input", () => this.ask({}));
    count.setAttribute("role", "status");
    fault.setAttribute("role", "status");
    dom.setAttribute("role", "search");
    dom.setAttribute("aria-label", "Find in this text");
    const frame = element("div", "cm-search-field", sought, ...Object.values(this.options));
    const previous = push("↑", "Previous match (Shift+Enter)", () => findPrevious(view));
    const next = push("↓", "Next match (Enter)", () => findNext(view));
    const close = push("×", "Close (Esc)", () => closeSearchPanel(view));
    const one = push("Replace", "Replace this match (Enter)", () => replaceNext(view));
    const all = push("Replace all", "Replace every match, as one step to undo", () => this.replaceAll());
    second.append(instead, one, all);
    dom.append(fold, element("div", "cm-search-line", frame, element("div", "cm-search-steps", count, previous, next)), close, second, fault);
    dom.addEventListener("keydown", (event) => this.press(event));
  }

  private press(event: KeyboardEvent): void {
    const { view } = this;
    const enters = { search: event.shiftKey ? findPrevious : findNext, replace: replaceNext };
    const act = event.key === "Enter" && !event.isComposing && event.target instanceof HTMLInputElement ? enters[event.target.name as keyof typeof enters] : undefined;
    if (act ? (act(view), true) : runScopeHandlers(view, event, "search-panel")) event.preventDefault();
  }

  /** Looks for what the fields say, but for what is said otherwise here, from where the caret was. */
  private ask(otherwise: Partial<Record<keyof SearchPanel["options"], boolean>>): void {
    const pressed = (name: keyof SearchPanel["options"]) => otherwise[name] ?? this.options[name].ariaPressed === "true";
    const { view, sought, instead } = this;
    const query = new SearchQuery({
      search: sought.value,
      replace: instead.value,
      caseSensitive: pressed("caseSensitive"),
      wholeWord: pressed("wholeWord"),
      regexp: pressed("regexp"),
    });
    if (query.eq(getSearchQuery(view.state))) return;
    view.dispatch({ effects: setSearchQuery.of(query) });
    this.seek();
  }

  /** Selects the first match from where the search began; without one, the caret goes back there. */
  private seek(): void {
    const start = { from: this.origin, to: this.origin };
    const first = this.matches.find(({ from }) => from >= this.origin) ?? this.matches[0] ?? start;
    this.seeking = true;
    this.view.dispatch({ selection: { anchor: first.from, head: first.to }, effects: inView(first), userEvent: "select.search" });
    this.seeking = false;
  }

  private replaceAll(): void {
    const { state } = this.view;
    // Counted before, and all of them: what replaces a match can hold another, as "nodes" holds "node".
    const all = matchesOf(getSearchQuery(state), state, Infinity).length;
    if (!replaceAll(this.view)) return;
    this.recount();
    this.count.textContent = `${all.toLocaleString()} replaced`;
  }

  private show(query: SearchQuery): void {
    if (this.sought.value !== query.search) this.sought.value = query.search;
    if (this.instead.value !== query.replace) this.instead.value = query.replace;
    for (const name of ["caseSensitive", "wholeWord", "regexp"] as const) this.options[name].ariaPressed = String(query[name]);
    this.fault.textContent = query.search && !query.valid ? patternFault(query) : "";
    this.recount();
  }

  private countLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.recount(), pause);
  }

  private recount(): void {
    clearTimeout(this.timer);
    this.matches = matchesOf(getSearchQuery(this.view.state), this.view.state);
    this.tell();
  }

  private tell(): void {
    const { state } = this.view;
    this.count.textContent = getSearchQuery(state).valid ? counted(this.matches, state.selection.main) : "";
  }

  /** Shows the line of the replacement where there can be one. */
  private arrange(): void {
    const { readOnly } = this.view.state;
    const shown = this.view.state.field(replacing) && !readOnly;
    this.fold.hidden = readOnly;
    this.fold.ariaExpanded = String(shown);
    this.second.hidden = !shown;
  }
}

function field(label: string, name: string): HTMLInputElement {
  const input = element("input", "cm-textfield");
  Object.assign(input, { name, placeholder: label, ariaLabel: label, autocomplete: "off", spellcheck: false });
  return input;
}

/** A button of the panel; `words` are drawn, `name` says what it does where they do not. */
function push(words: string, name: string, act: () => void): HTMLButtonElement {
  const button = element("button", "button quiet", words);
  Object.assign(button, { type: "button", title: name });
  if (words.length < 3) button.ariaLabel = name.replace(/ \(.*/, "");
  button.addEventListener("click", act);
  return button;
}

function option(words: string, name: string): HTMLButtonElement {
  const button = push(words, name, () => {});
  button.classList.add("cm-search-option");
  return button;
}
